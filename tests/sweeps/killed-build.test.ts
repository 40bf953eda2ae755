import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Errand } from '../fakes/dying-build.ts';
import { aDealer } from '../fakes/listings.ts';
import { build, dropList, goLive, idsOf, pricesOf, withAd } from '../fakes/lists.ts';
import { testPorts } from '../fakes/ports.ts';
import { ofTheDay } from '../of-the-day.ts';

const PROGRAM = fileURLToPath(new URL('../fakes/dying-build.ts', import.meta.url));

/** A dealer with a live feed, whose next list lacks one machine and has another at a new price. */
const beforeBuild = async () => {
  const ports = await testPorts();
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration: aDealer({ id: 'demo' }) });
  const codes = Array.from({ length: 12 }, (_, index) => `A${100 + index}`);
  await dropList(
    ports,
    '1',
    codes.map((code) => withAd(code)),
  );
  await build(ports, 'first');
  await goLive(ports, 1);
  const [, cheaper = '', ...others] = codes;
  await dropList(ports, '2', [withAd(cheaper, { price: '2400000' }), ...others.map((code) => withAd(code))]);
  return { ports, codes };
};

/** Builds in another process; true where that was killed before it was done. */
const buildElsewhere = async (errand: Errand): Promise<boolean> => {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(errand)], { stdio: 'inherit' });
  const [code, signal] = await once(child, 'exit');
  if (signal === null) expect(code).toBe(0);
  return signal === 'SIGKILL';
};

/** More than a build has. */
const MOST_WRITES = 100;
const WRITES = ofTheDay(
  Array.from({ length: MOST_WRITES }, (_, at) => at + 1),
  2,
);

test('a process that is killed before any of its writes leaves a build that the next start ends once', async () => {
  let lived = 0;
  for (const fatal of WRITES) {
    const { ports, codes } = await beforeBuild();
    await using _ = ports;
    const wasKilled = await buildElsewhere({ place: ports.place, runId: 'second', fatal });
    // The execution begins again under its own name, and so finds its own lease.
    await build(ports, 'second');
    const { table } = ports;
    expect(await table.channelStates.get({ dealerId: 'demo' }), `write ${fatal}`).toMatchObject({
      builtFeed: 2,
      builtRevision: 2,
    });
    expect((await table.feeds.query({ dealerId: 'demo' })).map(({ version }) => version)).toEqual([1, 2]);
    expect(await idsOf(ports, 2)).toEqual(codes);
    expect((await pricesOf(ports, 2))[1]).toBe('2400000');
    expect(await table.reviews.query({ dealerId: 'demo' })).toMatchObject([
      { kind: 'vanished', status: 'open' },
    ]);
    expect(await table.locks.get({ dealerId: 'demo', name: 'generate' })).toBeNull();
    if (wasKilled) continue;
    lived = fatal;
    break;
  }
  expect(lived).toBeGreaterThan(8);
});
