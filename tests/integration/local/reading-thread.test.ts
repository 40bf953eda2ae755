import { expect, test } from 'vitest';
import { readingThread } from '#cli/reading/reading-thread.ts';
import { stageLimits } from '#cli/target/limits.ts';
import type { Progress } from '#desk/reading/progress.ts';
import { sample } from './feedwright.ts';

const REQUEST = { path: sample('price-lists/lynx-2027-en.pdf'), pictures: null };
const AT_ONCE = 0.001;

test('a file that takes longer than a stage has is refused, and the next one read by a new thread', async () => {
  const limits = { ...stageLimits(), inspecting: AT_ONCE };
  const thread = readingThread(limits, () => {});
  const { result, problems } = await thread.read(REQUEST);
  expect(result).toBeNull();
  expect(problems).toMatchObject([
    { severity: 'rejected', file: 'lynx-2027-en.pdf', stage: 'intake', reason: { code: 'too-costly' } },
  ]);
  limits.inspecting = stageLimits().inspecting;
  expect((await thread.read(REQUEST)).result).toMatchObject({ kind: 'price-list' });
  await thread.close();
});

test('what was read stays where drawing it takes too long', async () => {
  const thread = readingThread({ ...stageLimits(), drawing: AT_ONCE }, () => {});
  const { result, problems } = await thread.read({
    ...REQUEST,
    pictures: { folder: '/nowhere', name: 'list' },
  });
  expect(result).toMatchObject({ kind: 'price-list' });
  expect(problems.map(({ reason }) => reason.code)).toContain('not-drawn');
  await thread.close();
});

test('says which page is at work, and of what file', async () => {
  const told: Progress[] = [];
  const thread = readingThread(stageLimits(), (progress) => told.push(progress));
  await thread.read(REQUEST);
  await thread.close();
  expect(told.at(-1)).toEqual({ file: 'lynx-2027-en.pdf', doing: 'reading', number: 2, pages: 2 });
});
