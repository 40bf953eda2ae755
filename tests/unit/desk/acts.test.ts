import { expect, test } from 'vitest';
import { type Actor, actsOf, type Deed } from '#desk/acts.ts';
import { actsSince } from '#functions/operations/audit/acts.ts';
import type { Ports } from '#shared/ports.ts';
import { testPorts } from '../../fakes/ports.ts';

const ANNA: Actor = { who: 'anna', key: 'wish-1' };
const HALTED: Deed = { dealerId: 'demo', action: 'dealer.resume', subject: 'demo', details: {} };
const BEGUN = new Date('2026-11-30T08:00:00.000Z');

const trail = async (ports: Ports): Promise<string[]> =>
  (await actsSince('demo', new Date('2026-11-01'), ports)).map(
    ({ intent, ending }) => `${intent.who} ${intent.action} ${ending}`,
  );

/** Counts how often it was done. */
const effect = () => {
  let done = 0;
  return async () => {
    done += 1;
    return { done };
  };
};

test('the same act twice is done once, recorded once, and gives the same', async () => {
  await using ports = await testPorts();
  const acts = actsOf(ports);
  const once = effect();
  const given = [await acts.perform(ANNA, HALTED, once), await acts.perform(ANNA, HALTED, once)];
  expect(given).toEqual([{ done: 1 }, { done: 1 }]);
  expect(await trail(ports)).toEqual(['anna dealer.resume done']);
});

test('of two at the same moment one is done and one refused', async () => {
  await using ports = await testPorts();
  const acts = actsOf(ports);
  const once = effect();
  const both = await Promise.allSettled([acts.perform(ANNA, HALTED, once), acts.perform(ANNA, HALTED, once)]);
  const refused = both.filter(({ status }) => status === 'rejected');
  expect(refused).toMatchObject([{ reason: { name: 'Refusal', reason: { code: 'act-at-work' } } }]);
  expect(await once()).toEqual({ done: 2 });
});

test('without a key each is an act of its own; one wish may be several deeds', async () => {
  await using ports = await testPorts();
  const acts = actsOf(ports);
  const each = effect();
  for (const actor of [{ who: 'anna' }, { who: 'anna' }, ANNA]) await acts.perform(actor, HALTED, each);
  await acts.perform(ANNA, { ...HALTED, subject: 'another' }, each);
  expect(await each()).toEqual({ done: 5 });
});

test('one that failed may be done again under its key', async () => {
  await using ports = await testPorts();
  const acts = actsOf(ports);
  const fails = () => Promise.reject(new Error('the disk is full'));
  await expect(acts.perform(ANNA, HALTED, fails)).rejects.toThrow('the disk is full');
  expect(await acts.perform(ANNA, HALTED, effect())).toEqual({ done: 1 });
});

test('one that was broken off is at work for an hour, and is then done as the act that it was', async () => {
  await using ports = await testPorts();
  let now = BEGUN;
  const acts = actsOf({ ...ports, clock: () => now });
  acts.perform(ANNA, HALTED, () => new Promise(() => {}));
  await expect.poll(() => trail(ports)).toEqual(['anna dealer.resume null']);
  now = new Date(BEGUN.getTime() + 59 * 60_000);
  await expect(acts.perform(ANNA, HALTED, effect())).rejects.toMatchObject({
    reason: { code: 'act-at-work' },
  });
  now = new Date(BEGUN.getTime() + 61 * 60_000);
  const at = await acts.perform(ANNA, HALTED, async (act) => act.at);
  expect(at).toBe(BEGUN.toISOString());
  expect(await trail(ports)).toEqual(['anna dealer.resume done']);
});

test('of several who find the same act broken off one resumes it', async () => {
  await using ports = await testPorts();
  let now = BEGUN;
  const acts = actsOf({ ...ports, clock: () => now });
  acts.perform(ANNA, HALTED, () => new Promise(() => {}));
  await expect.poll(() => trail(ports)).toHaveLength(1);
  for (const hours of [2, 4]) {
    now = new Date(BEGUN.getTime() + hours * 3_600_000);
    const begun: string[] = [];
    const each = ['one', 'other', 'third'].map((name) =>
      acts
        .perform(ANNA, HALTED, () => new Promise(() => begun.push(name)))
        .catch(({ reason }) => reason.code),
    );
    expect(await Promise.race(each)).toBe('act-at-work');
    await expect.poll(() => begun.length).toBe(1);
    now = new Date(now.getTime() + 59 * 60_000);
    await expect(acts.perform(ANNA, HALTED, effect())).rejects.toMatchObject({
      reason: { code: 'act-at-work' },
    });
    expect(begun).toHaveLength(1);
  }
});

test('what is looked up for a wish is not looked up again once it was fulfilled', async () => {
  await using ports = await testPorts();
  const acts = actsOf(ports);
  const asked = { dealerId: 'demo', action: 'feed.approve', subject: 'a wish' };
  const once = effect();
  let checks = 0;
  const check = async () => {
    if (++checks > 1) throw new Error('the records refuse what was done');
    return { subject: 'v7', details: {}, effect: once };
  };
  const given = [await acts.once(ANNA, asked, check), await acts.once(ANNA, asked, check)];
  expect(given).toEqual([{ done: 1 }, { done: 1 }]);
  const [act] = await actsSince('demo', new Date('2026-11-01'), ports);
  expect(act).toMatchObject({ intent: { subject: 'v7' }, ending: 'done' });
});

test('where nothing is to be done the trail has nothing of it, and the answer stays the same', async () => {
  await using ports = await testPorts();
  const acts = actsOf(ports);
  const answers = ['nothing', 'something else'];
  const check = async () => ({ answer: answers.shift() });
  expect(await acts.once(ANNA, HALTED, check)).toBe('nothing');
  expect(await acts.once(ANNA, HALTED, check)).toBe('nothing');
  expect(await trail(ports)).toEqual([]);
});

test('lists that an act concerns have seen it before it is over; those of others are left alone', async () => {
  await using ports = await testPorts();
  const begun: object[] = [];
  const machines: Ports['machines'] = {
    start: async (_, __, input) => begun.push(input) > 0,
    status: async () => 'SUCCEEDED',
  };
  for (const dealerId of ['demo', 'north'])
    await ports.table.lists.put({
      ...{ dealerId, brand: 'LYNX', modelYear: 2026, market: 'FI', documentId: `of-${dealerId}` },
      ...{ sha256: 'a'.repeat(64), runId: 'r', order: '1' },
    });
  const acts = actsOf({ ...ports, machines });
  await acts.perform(ANNA, { ...HALTED, action: 'match.set' }, effect());
  await acts.perform(ANNA, { ...HALTED, action: 'list.retire' }, effect());
  await acts.perform(ANNA, { ...HALTED, action: 'feed.approve' }, effect());
  expect(begun).toMatchObject([
    { dealerId: 'demo', documentId: 'of-demo', from: 'match' },
    { dealerId: 'demo', documentId: 'of-demo', from: 'generate' },
  ]);
});

test('an act whose lists failed has failed', async () => {
  await using ports = await testPorts();
  const machines: Ports['machines'] = { start: async () => true, status: async () => 'FAILED' };
  await ports.table.lists.put({
    ...{ dealerId: 'demo', brand: 'LYNX', modelYear: 2026, market: 'FI', documentId: 'd' },
    ...{ sha256: 'a'.repeat(64), runId: 'r', order: '1' },
  });
  const acts = actsOf({ ...ports, machines });
  const set = acts.perform(ANNA, { ...HALTED, action: 'match.set' }, effect());
  await expect(set).rejects.toThrow('Of 1 lists 1 could not be taken up again');
  expect(await trail(ports)).toEqual(['anna match.set failed']);
});
