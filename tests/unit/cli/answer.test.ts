import { expect, test } from 'vitest';
import type { Option } from '#contracts/question.ts';
import { answersIn } from '../../../cli/commands/answer.ts';
import { examplesOf } from '../../../cli/say/questions.ts';

test.each([
  ['3f2a91c4 406', [['3f2a91c4', '406']]],
  [
    '3f2a91c4 value 508 77ab01cd nothing',
    [
      ['3f2a91c4', 'value', '508'],
      ['77ab01cd', 'nothing'],
    ],
  ],
  [
    '3f2a91c4-7ab1 1 77ab01cd-00ff nothing',
    [
      ['3f2a91c4-7ab1', '1'],
      ['77ab01cd-00ff', 'nothing'],
    ],
  ],
  // The first signs of an id are enough for the first, and a figure behind an option is its value.
  ['3f2a price 18750 EUR', [['3f2a', 'price', '18750', 'EUR']]],
  // What stands where the option must stand is one, whatever it looks like.
  ['3f2a91c4 12345678', [['3f2a91c4', '12345678']]],
])('%s', (line, answers) => {
  expect(answersIn(line.split(' '))).toEqual(answers);
});

test('commands that questions print work on the data, or at the target, that they were asked of', () => {
  const option: Option = {
    ...{ name: 'value', says: { code: 'option-value', values: {} }, byFile: false, against: [] },
    value: { form: 'TrackWidth=…', example: 'TrackWidth=508', fields: [], allowed: [], optional: false },
    ...{ publishes: [], removes: [], ofEach: false },
  };
  const questions = [{ id: '3f2a91c4', options: [option] }];
  expect(examplesOf('demo', questions, { data: 'out 1' })).toEqual([
    "npx feedwright questions show demo 3f2a91c4 --data 'out 1'",
    "npx feedwright answer demo 3f2a91c4 value 'TrackWidth=…' --data 'out 1'",
  ]);
  expect(examplesOf('demo', questions, {})[0]).toBe('npx feedwright questions show demo 3f2a91c4');
});
