import { describe, expect, test } from 'vitest';
import { askedByYear, listAnswers, shareAnswers, undoAnswers } from '#desk/questions/given.ts';
import { keepAnswer, keptAnswers } from '#desk/questions/kept-answers.ts';
import { reason } from '#messages/reason.ts';
import { modelAndEngine, modelValuesOf } from '#shared/model-values.ts';
import type { GivenAnswer } from '#shared/table/knowledge-records.ts';
import { deskOn } from '../../fakes/desk.ts';
import { aListing } from '../../fakes/listings.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';

const BY = { by: 'anna', at: '2026-11-03T10:00:00.000Z' };
const { extracted } = aListing();
const value = {
  ...{ does: 'value', model: modelAndEngine(extracted), value: '406' },
  field: 'TrackWidth' as const,
  printed: 'SKI-DOO Summit X with Expert Pkg 850 E-TEC',
};
const kept = { does: 'keep-out', brand: 'SKI-DOO', modelYear: 2026, modelCode: 'TJTH', why: 'sold out' };

const given = (question: string, step: GivenAnswer['steps'][number]): GivenAnswer => ({
  ...{ dealerId: 'demo', question, kind: 'value', option: 'value', value: '406', codes: ['TJTH'] },
  ...{ asks: reason('ask-picture', { family: 'Summit' }), says: reason('option-name'), modelYears: [2026] },
  ...{ basis: 'b', steps: [step], part: 0, ...BY },
});

const withAnswers = async () => {
  const ports = await testPorts();
  await addDemoDealer(ports);
  const { does: _, ...record } = value;
  await ports.table.modelValues.put({ scope: 'D#demo', ...record, ...BY });
  await ports.table.givenAnswers.put(given('11111111', value));
  await ports.table.givenAnswers.put({ ...given('22222222', kept), at: '2026-11-04T10:00:00.000Z' });
  return { ports, desk: deskOn(ports) };
};

const named = (...questions: string[]) => ({ dealerId: 'demo', questions });

describe('an answer that was given', () => {
  test('is shared with all dealers without who gave it; one about a machine of its own list is not', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    expect(await modelValuesOf('other', ports)).toEqual([]);
    await shareAnswers({ who: 'olga' }, named('1111'), desk);
    expect(await modelValuesOf('other', ports)).toMatchObject([
      { model: value.model, value: '406', by: 'olga' },
    ]);
    expect(JSON.stringify(await modelValuesOf('other', ports))).not.toMatch(/anna|demo|TJTH/);
    expect(await modelValuesOf('demo', ports)).toMatchObject([{ by: 'anna' }]);
    expect((await listAnswers('demo', desk))[0]?.shared?.by).toBe('olga');
    await expect(shareAnswers({ who: 'olga' }, named('2222'), desk)).rejects.toMatchObject({
      reason: { code: 'answer-not-shareable' },
    });
  });

  test('is taken back, unless something else was said since', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    await ports.table.modelValues.put({ scope: 'D#demo', ...value, value: '508', ...BY, by: 'boris' });
    await expect(undoAnswers({ who: 'anna' }, named('1111'), desk)).rejects.toMatchObject({
      reason: { code: 'changed-meanwhile' },
    });
    await ports.table.modelValues.put({ scope: 'D#demo', ...value, ...BY });
    await undoAnswers({ who: 'anna' }, named('1111'), desk);
    expect(await modelValuesOf('demo', ports)).toEqual([]);
    expect((await listAnswers('demo', desk)).map(({ question }) => question)).toEqual(['22222222']);
    await expect(undoAnswers({ who: 'anna' }, named('1111'), desk)).rejects.toMatchObject({
      reason: { code: 'answer-unknown' },
    });
  });

  test('about very many rows is kept and read whole', async () => {
    await using ports = await testPorts();
    const steps = Array.from({ length: 600 }, (_, at) => ({ ...kept, modelCode: `A${at}` }));
    const answer = { ...given('33333333', kept), steps };
    await keepAnswer(answer, ports);
    await keepAnswer({ ...answer, takenBack: BY }, ports);
    expect(await keptAnswers('demo', ports)).toEqual([{ ...answer, takenBack: BY }]);
    expect(await ports.table.givenAnswers.query({ dealerId: 'demo' })).toHaveLength(3);
  });

  test('counts for the model years it was about, beside what is open', () => {
    const past = [given('1', value), given('2', value), { ...given('3', value), takenBack: BY }];
    expect(askedByYear(past, [{ modelYears: [2027] }, { modelYears: [2027, 2026] }])).toEqual([
      { modelYear: 2027, answered: 0, open: 2 },
      { modelYear: 2026, answered: 2, open: 1 },
    ]);
  });
});
