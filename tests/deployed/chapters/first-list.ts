import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { BOOK, type Chapter, LIST } from '../world.ts';

export const firstList: Chapter = (world) => {
  test('a spec book and a list dropped into the inbox become the feed that one machine makes of them', async () => {
    const expected = world.feedOfOneMachine(BOOK, LIST);
    expect(await world.take(BOOK)).toMatchObject({ status: 'catalogued' });
    expect(await world.take(LIST)).toMatchObject({ status: 'review' });
    expect(await world.feed()).toEqual(await expected);
  });

  test('a broken file is rejected, with its reason', async () => {
    const broken = (await readFile(LIST)).subarray(0, 2_000);
    const document = await world.ended(await world.drop('broken.pdf', broken));
    expect(document).toMatchObject({
      status: 'rejected',
      ending: { reason: { code: expect.stringMatching(/\w/) } },
    });
  });
};
