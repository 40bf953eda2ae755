import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { documentsOf, drop, hostOn, type TestHost } from '../../fakes/host.ts';
import { functionsOn, machineOn } from '../../fakes/machine.ts';

const sample = (path: string) => fileURLToPath(new URL(`../../../samples/${path}`, import.meta.url));
const LIST = sample('price-lists/ski-doo-2027-fi.pdf');
const BOOK = sample('spec-books/ski-doo-2027-spec-book.pdf');

const STAGES = ['intake', 'extract', 'match', 'validate', 'generate', 'close'];

/** Behind the last of them: draws pages for people. */
const DRAWS = 'read-pages';

/** Functions that tell which of them did their work, and one of which never comes to it: there its host is killed. */
const told = ({ ports }: Pick<TestHost, 'ports'>, calls: string[], fatal?: string) =>
  Object.fromEntries(
    Object.entries(functionsOn(ports)).map(([name, run]) => [
      name,
      async (event: unknown) => {
        if (name === fatal) return new Promise(() => {});
        calls.push(name);
        return run(event);
      },
    ]),
  );

/** What a file's stages did before the host was killed at one of them, and after its execution began again. */
const killedAt = async (host: TestHost, fatal: string, path: string) => {
  const [before, after]: [string[], string[]] = [[], []];
  const first = await machineOn(host.ports, host.folder, told(host, before, fatal));
  const key = await drop(host, path, 'file.pdf');
  const atFatal = new Promise<void>((resolve) => {
    first.progress.on('entered', (_, { state }) => state.toLowerCase() === fatal && resolve());
  });
  first.start({ machine: 'price-list', name: 'run-1', input: { key } });
  await atFatal;
  const next = await machineOn(host.ports, host.folder, told(host, after));
  next.resume();
  await next.idle();
  return { before, after };
};

const theDocument = async (host: TestHost) => {
  const [document] = await documentsOf(host);
  const { dealerId = '', documentId = '' } = document ?? {};
  return { document, statistics: await host.ports.table.statistics.query({ dealerId, documentId }) };
};

it.each(STAGES)('a list whose host is killed at %s goes on there, with no stage done anew', async (stage) => {
  await using host = await hostOn();
  const { before, after } = await killedAt(host, stage, LIST);
  const reached = STAGES.indexOf(stage);
  expect(before).toEqual(STAGES.slice(0, reached));
  expect(after).toEqual([...(reached > 0 ? ['intake'] : []), ...STAGES.slice(reached), DRAWS]);
  const { document, statistics } = await theDocument(host);
  expect(document).toMatchObject({ status: 'review', claimedBy: 'run-1' });
  expect(statistics.find(({ stage }) => stage === 'intake')).toMatchObject({ processed: 1, engine: '' });
  for (const { error, retried } of statistics) expect([error, retried]).toEqual([undefined, undefined]);
});

it('a spec book whose host is killed once it has been read is not read anew', async () => {
  await using host = await hostOn();
  const { before, after } = await killedAt(host, 'refresh', BOOK);
  expect(before).toEqual(['intake', 'catalogue']);
  expect(after).not.toContain('catalogue');
  expect((await theDocument(host)).document).toMatchObject({ status: 'catalogued' });
});
