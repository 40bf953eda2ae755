import { expect, test } from 'vitest';
import { BOOK, type Chapter, LIST, OTHER_LIST } from '../world.ts';

export const update: Chapter = (world) => {
  test('an update with other settings reaches the functions, and the next list is published', async () => {
    const expected = world.feedOfOneMachine(BOOK, LIST, OTHER_LIST);
    await world.deploy('changed');
    await world.take(OTHER_LIST);
    expect(await world.feed()).toEqual(await expected);
  });
};
