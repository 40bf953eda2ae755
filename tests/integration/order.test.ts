import { describe, expect, it } from 'vitest';
import { generatePriceList } from '#samples/generate-price-list.ts';
import { beginWith, type DroppedFile, droppedFiles, LIST, newestFeedOf } from '../fakes/dropped-files.ts';
import { addDemoDealer, goOn, withWaitingRuns } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';
import { everyNth } from '../matrix.ts';

const files = await droppedFiles();

const ORDERS = [
  ['book', 'otherList', 'list'],
  ['list', 'book', 'otherList'],
  ['list', 'otherList', 'book'],
  ['otherList', 'book', 'list'],
  ['otherList', 'list', 'book'],
] as const;

const STAGES = ['match', 'validate', 'generate'] as const;

const feedOfFiles = async (given: readonly DroppedFile[]) => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  const { connected, drain } = withWaitingRuns(ports);
  for (const file of given) await goOn(await beginWith(file, connected), connected);
  await drain(connected);
  return newestFeedOf(connected);
};

const feedAfter = (names: readonly (keyof typeof files)[]) => feedOfFiles(names.map((name) => files[name]));

/** What all feeds are compared with: of files that came one after the other, each book before its lists. */
const inOrder = async (...names: (keyof typeof files)[]) => {
  const known = feedsInOrder.get(names.join()) ?? feedAfter(names);
  feedsInOrder.set(names.join(), known);
  return known;
};
const feedsInOrder = new Map<string, Promise<string>>();

describe('the order in which files come', () => {
  it('changes no byte of the feed', async () => {
    const expected = await inOrder('book', 'list', 'otherList');
    expect(expected.match(/<Ad>/g)?.length).toBeGreaterThan(10);
    for (const order of everyNth(ORDERS, 6)) expect(await feedAfter(order), order.join()).toBe(expected);
  });

  it.each(
    everyNth(STAGES, 3, 1),
  )('changes nothing when all come at once and %s has to be waited for', async (stage) => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    const { connected, drain } = withWaitingRuns(ports);
    const all = Object.values(files);
    const begun = await Promise.all(all.map((file) => beginWith(file, connected)));
    // A run whose route never is that stage (the book's) goes on to its end.
    const waiting = await Promise.all(begun.map((state) => goOn(state, connected, stage)));
    for (const state of waiting.filter(({ ending }) => ending === null)) await goOn(state, connected);
    await drain(connected);
    expect(await newestFeedOf(connected)).toBe(await inOrder('book', 'list', 'otherList'));
  });

  it('changes nothing for many lists of other years, wherever the book stands among them', async () => {
    const years = everyNth([2023, 2024, 2025, 2026, 2028, 2029], 3);
    const ofYear = (modelYear: number) =>
      generatePriceList({ ...LIST, modelYear, productCount: 5, seed: modelYear });
    const lists = [files.list, ...(await Promise.all(years.map(ofYear)))];
    const expected = await feedOfFiles([files.book, ...lists]);
    expect(expected.match(/<Ad>/g)?.length).toBeGreaterThan(10);
    expect(await feedOfFiles([...lists.slice(2), files.book, ...lists.slice(0, 2)])).toBe(expected);
    expect(await feedOfFiles([...lists, files.book])).toBe(expected);
  });

  it.each(
    everyNth(STAGES, 3, 2),
  )('changes nothing when the book comes while the list waits for %s', async (stage) => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    const { connected, drain } = withWaitingRuns(ports);
    const waiting = await goOn(await beginWith(files.list, connected), connected, stage);
    await goOn(await beginWith(files.book, connected), connected);
    await drain(connected);
    await goOn(waiting, connected);
    expect(await newestFeedOf(connected)).toBe(await inOrder('book', 'list'));
  });
});
