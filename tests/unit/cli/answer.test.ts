import { expect, test } from 'vitest';
import { answersIn } from '../../../cli/commands/answer.ts';

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
