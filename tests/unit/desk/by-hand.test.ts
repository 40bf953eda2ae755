import { expect, test } from 'vitest';
import { setByHandFor } from '#desk/by-hand/by-hand.ts';
import { asTold } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { putDealer } from '#shared/dealers.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { dropList, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';

const AT = '2026-11-03T10:00:00.000Z';
const hand = { by: 'anna', at: AT };
const machine = { dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2026 };

test('everything that was set by hand is listed once, with who, and the command that takes it back', async () => {
  await using ports = await testPorts();
  const { table } = ports;
  await putDealer(testDealer({ id: 'demo' }), ports, { fromFile: false });
  await dropList(ports, '1', [withAd('AAA1')]);
  await table.manualMatches.put({
    ...{ dealerId: 'demo', model: 'm', modelCode: 'AAA1', name: 'Ski-Doo Summit', printed: 'Summit X' },
    ...{ contradictions: [], setBy: 'anna', setAt: AT },
  });
  const edits = { Model: { value: 'Ski-Doo MXZ', insteadOf: 'Ski-Doo Summit', ...hand } };
  const accepted = { basis: '', reasons: [asTold('it is dear')], ...hand };
  await table.productAnswers.put({ ...machine, modelCode: 'AAA1', edits, accepted });
  const keptOut = { why: 'sold', ...hand };
  const gone = { Power: { value: '165', insteadOf: '', ...hand } };
  await table.productAnswers.put({ ...machine, modelCode: 'ZZZ9', edits: gone, keptOut });
  for (const [kind, text, section] of [
    ['word', 'ekspertti', ''],
    ['label', 'länge', 'matta'],
  ] as const)
    await table.meanings.put({
      ...{ scope: 'D#demo', kind, text, section, printed: text, means: null },
      ...{ taughtBy: 'anna', taughtAt: AT },
    });
  await table.givenAnswers.put({
    ...{ dealerId: 'demo', question: '3f2a91c4', kind: 'value', asks: asTold('How wide is it?') },
    ...{ option: 'value', says: asTold('It is'), value: '508', codes: ['AAA1'], modelYears: [2026] },
    ...{ basis: '', steps: [], part: 0, ...hand },
  });
  const all = await setByHandFor('demo', ports);
  expect(
    all.map(({ subject, reason, by, back }) => [subject, sentenceOf(reason), by, back.join(' ')]),
  ).toEqual([
    ['3f2a91c4', 'How wide is it? It is: 508', 'anna', 'questions undo demo 3f2a91c4'],
    ['AAA1', 'Summit X is `Ski-Doo Summit`', 'anna', 'match remove demo AAA1'],
    [
      'AAA1',
      'Model is Ski-Doo MXZ, instead of Ski-Doo Summit',
      'anna',
      'review reopen demo SKI-DOO#2026#AAA1#product',
    ],
    [
      'AAA1',
      'It is published as proposed, with: it is dear',
      'anna',
      'review reopen demo SKI-DOO#2026#AAA1#product',
    ],
    [
      'ekspertti',
      '"ekspertti" means nothing that is used',
      'anna',
      'knowledge forget demo ekspertti --kind word',
    ],
    ['länge', '"länge" means nothing that is used', 'anna', 'knowledge forget demo länge --section matta'],
    ['ZZZ9', 'It is not for sale: sold', 'anna', 'offers back demo ZZZ9'],
    ['ZZZ9', 'Power is 165, instead of nothing', 'anna', ''],
  ]);
});
