import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { redrive } from '#functions/operations/redrive/redrive.ts';
import { told } from '#messages/say.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { documentsOf, drop, hostOn, type TestHost } from '../../fakes/host.ts';
import { functionsOn } from '../../fakes/machine.ts';

const sample = (path: string) => fileURLToPath(new URL(`../../../samples/${path}`, import.meta.url));
const LIST = sample('price-lists/ski-doo-2027-fi.pdf');
const BOOK = sample('spec-books/ski-doo-2027-spec-book.pdf');

const STAGES = ['intake', 'extract', 'match', 'validate', 'generate', 'close'] as const;

/** A host whose stages fail, each by its name, for as long as they stand in the set. */
const breakable = async (broken: Set<string>, calls: string[] = []) =>
  hostOn((ports: Ports) =>
    Object.fromEntries(
      Object.entries(functionsOn(ports)).map(([name, run]) => [
        name,
        async (event: unknown) => {
          if (broken.has(name)) throw new Error(`The store of ${name} is away`);
          calls.push(name);
          return run(event);
        },
      ]),
    ),
  );

const begin = async (host: TestHost, path: string): Promise<void> => {
  const key = await drop(host, path, 'list.pdf');
  host.runner.start({ machine: 'price-list', name: 'run-1', input: { key } });
  await host.runner.idle();
};

const theDocument = async (host: TestHost): Promise<DocumentRecord> => {
  const [document] = await documentsOf(host);
  if (!document) throw new Error('There is no document');
  return document;
};

const driveAgain = async (host: TestHost): Promise<DocumentRecord> => {
  await redrive(await theDocument(host), host.ports);
  await host.runner.idle();
  return theDocument(host);
};

const whatToDo = ({ ending }: DocumentRecord): string => told(ending?.reason ?? null).whatToDo;

it.each(
  STAGES,
)('a list whose %s fails ends as failed, and goes on there once that is mended', async (stage) => {
  const broken = new Set<string>([stage]);
  const calls: string[] = [];
  await using host = await breakable(broken, calls);
  await begin(host, LIST);
  const failed = await theDocument(host);
  expect(failed).toMatchObject({
    status: 'failed',
    ending: {
      reason: { code: 'run-failed', values: { category: 'Error', text: `The store of ${stage} is away` } },
    },
  });
  expect(whatToDo(failed)).toContain(`It stopped at ${stage}.`);
  broken.clear();
  calls.length = 0;
  const mended = await driveAgain(host);
  expect(['published', 'review']).toContain(mended.status);
  expect(mended).toMatchObject({ runId: failed.runId, redrives: 1 });
  expect(mended.counts?.products).toBeGreaterThan(0);
  // Behind the last of them the pages are drawn for people.
  const undone = [...STAGES.slice(STAGES.indexOf(stage)), 'read-pages'];
  expect(calls).toEqual(stage === 'intake' ? undone : ['intake', ...undone]);
});

it('a spec book whose reading fails is read once that is mended', async () => {
  const broken = new Set(['catalogue']);
  await using host = await breakable(broken);
  await begin(host, BOOK);
  expect(await theDocument(host)).toMatchObject({ status: 'failed' });
  broken.clear();
  expect(await driveAgain(host)).toMatchObject({ status: 'catalogued', runId: 'run-1' });
});

it('a stage that fails again says so, and how often', async () => {
  const broken = new Set(['match']);
  await using host = await breakable(broken);
  await begin(host, LIST);
  const again = await driveAgain(host);
  expect(again).toMatchObject({ status: 'failed', redrives: 1 });
  expect(whatToDo(again)).toMatch(/^It has stopped 2 times, now at match/);
  expect(whatToDo(await driveAgain(host))).toMatch(/^It has stopped 3 times/);
  broken.clear();
  expect(['published', 'review']).toContain((await driveAgain(host)).status);
});

it('two who redrive at once start one execution, and a run that was taken up since is left alone', async () => {
  const broken = new Set(['match']);
  const calls: string[] = [];
  await using host = await breakable(broken, calls);
  await begin(host, LIST);
  const failed = await theDocument(host);
  broken.clear();
  calls.length = 0;
  await Promise.all([redrive(failed, host.ports), redrive(failed, host.ports)]);
  await host.runner.idle();
  expect(calls.filter((name) => name === 'match')).toHaveLength(1);
  const ended = await theDocument(host);
  await redrive({ ...failed, claimedBy: 'somebody-else' }, host.ports);
  await host.runner.idle();
  expect(await theDocument(host)).toEqual(ended);
});
