import { expect, test } from 'vitest';
import type { DeskPorts } from '#desk/ports.ts';
import { answerQuestions } from '#desk/questions/answer.ts';
import { undoAnswers } from '#desk/questions/given.ts';
import { listQuestions } from '#desk/questions/questions.ts';
import { listStock } from '#desk/stock/stock.ts';
import type { IntakeRequest } from '#functions/intake/request.ts';
import { deskOn } from '../../fakes/desk.ts';
import { begin, goOn } from '../../fakes/pipeline.ts';
import { ads, dropSheet, liveDealer, say } from '../../fakes/stock.ts';

const DEALER = { dealerId: 'demo' };
const ROUBLES = (amount: string) => ({ amount: `${amount}.00`, currency: 'RUB' });

const atWork = async () => {
  const ports = await liveDealer();
  const desk: DeskPorts = deskOn(ports, async (machine, name, input) => {
    const request = input as IntakeRequest['request'];
    // The list in force has no file here; what it offers is in the table.
    if (machine === 'price-list' && !('from' in request && request.from !== 'intake'))
      await goOn(await begin(request, name, desk), desk);
    return true;
  });
  return { ports, desk };
};

const asked = async (desk: DeskPorts) =>
  (await listQuestions('demo', desk)).filter(({ kind }) => kind === 'list-or-book');

const answer = (question: string, desk: DeskPorts) => {
  const answers = [{ question, option: 'stock', value: '' }];
  return answerQuestions({ who: 'anna' }, { ...DEALER, dryRun: false, confirmed: false, answers }, desk);
};

test('the answer that a file is a stock sheet is taken back with what the sheet says, and can be given again', async () => {
  const { ports, desk } = await atWork();
  await using _ = ports;
  await say(ports, 'TJTH', { price: ROUBLES('2300000') });
  await say(ports, 'TJTJ', { quantity: 0 });
  const known = await ports.table.stock.query(DEALER);
  const state = await dropSheet(ports, [
    'Код;Модель;VIN;Наличие;Цена',
    'TJTH;Summit X;;да;2 221 000',
    'TJTJ;Summit;;да;2 400 000',
    'FVTA;Rave;2BPSCA0A1RV000123;да;',
    'SUT6;Rave;;да;2 450 000',
  ]);
  expect(state.ending?.reason?.code).toBe('stock-or-list');
  const [{ id = '' } = {}] = await asked(desk);

  await answer(id, desk);
  const read = await ads(ports);
  expect(read.get('TJTH')?.fields.Price).toBe('2221000');
  expect(read.get('TJTJ')?.fields.Price).toBe('2400000');
  expect(read.get('FVTA')?.fields.VIN).toBe('2BPSCA0A1RV000123');
  await say(ports, 'SUT6', { price: ROUBLES('2480000') });
  const since = (await listStock('demo', ports)).find(({ modelCode }) => modelCode === 'SUT6');
  const { withdrawals = 0 } = (await ports.table.states.get(DEALER)) ?? {};

  await undoAnswers({ who: 'anna' }, { ...DEALER, questions: [id] }, desk);
  const lines = await ports.table.stock.query(DEALER);
  const values = (list: typeof known) =>
    new Map(list.map((record) => [`${record.modelCode}#${record.piece}`, record.values]));
  expect(values(lines)).toEqual(
    new Map([...values(known), ['SUT6#', { price: since?.values.price }]] as [string, object][]),
  );
  const back = await ads(ports);
  expect(back.get('TJTH')?.fields).toMatchObject({ Price: '2300000', Availability: 'Под заказ' });
  expect(back.has('TJTJ')).toBe(false);
  expect((await ports.table.states.get(DEALER))?.withdrawals).toBeGreaterThan(withdrawals);
  expect(back.get('FVTA')?.fields).not.toHaveProperty('VIN');
  expect(await asked(desk)).toMatchObject([{ id }]);

  await answer(id, desk);
  const again = await ads(ports);
  expect(again.get('TJTH')?.fields.Price).toBe('2221000');
  expect(again.get('SUT6')?.fields).toMatchObject({ Price: '2480000', Availability: 'В наличии' });
});
