import { posix } from 'node:path';
import { Readable } from 'node:stream';
import type { Dealer } from '#contracts/dealer.ts';
import type { HostTestRequest, TestedStep } from '#contracts/host-test.ts';
import { asTold, reason } from '#messages/reason.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { dealerOf } from './delivery.ts';
import type { AccessTo, Content, HostAccess, Uploader } from './uploader.ts';
import { servedAt } from './verify.ts';

type TestPorts = Pick<Ports, 'table' | 'clock' | 'secrets' | 'network' | 'site' | 'web'>;

/** Beside the feed, with its ending: some hosts take no other. */
const NAME = 'feedwright-test.xml';

const STEPS = ['connect', 'write', 'rename', 'ask', 'clean'] as const;
type Step = (typeof STEPS)[number];

const contentFor = ({ id }: Dealer, at: string): Content => {
  const body = `<!-- A test of the way to the feed of ${id}, ${at}. It may be deleted. -->\n`;
  return {
    ...{ bytes: Buffer.byteLength(body), sha256: sha256(body) },
    open: async () => Readable.from([body]),
  };
};

/** What is told of a test, step after step; the first that fails is where it ends, but for the tidying up. */
const journal = () => {
  const steps = new Map<Step, TestedStep>();
  return {
    done: (step: Step, detail = '') => void steps.set(step, { step, outcome: 'done', detail, reason: null }),
    failed: (step: Step, why: TestedStep['reason']) =>
      void steps.set(step, { step, outcome: 'failed', detail: '', reason: why }),
    left: (step: Step, why: TestedStep['reason']) =>
      void steps.set(step, { step, outcome: 'left', detail: '', reason: why }),
    has: (step: Step) => steps.has(step),
    all: (): TestedStep[] =>
      STEPS.map((step) => steps.get(step) ?? { step, outcome: 'left', detail: '', reason: null }),
  };
};
type Journal = ReturnType<typeof journal>;

const why = (error: unknown) => asTold(error instanceof Error ? error.message : String(error));

/** `put` writes under another name, reads that back, and asks before it renames. */
const bring = async (host: Uploader, content: Content, path: string, told: Journal): Promise<boolean> => {
  const confirm = async () => told.done('write', `${content.bytes} bytes, read back`);
  try {
    const target = { path, deliveryId: 'test', broughtAnew: true as const, gapAllowed: () => true, confirm };
    const warnings = await host.put(content, target);
    told.done('rename', [path, ...warnings].join(', '));
    return true;
  } catch (error) {
    told.failed(told.has('write') ? 'rename' : 'write', why(error));
    return false;
  }
};

const ask = async ({ feed }: Dealer, content: Content, told: Journal, { web }: TestPorts): Promise<void> => {
  const url = new URL(NAME, feed.publicUrl).href;
  const served = await servedAt(url, web);
  if (served.sha256 === content.sha256) told.done('ask', url);
  else told.failed('ask', reason('test-not-served', { cause: served.reason }));
};

/** A way to a host, and the host that is entered by it. */
interface Entered {
  access: HostAccess;
  host: Uploader;
}

/** While the web was asked the host may have hung up: then it is entered once more. */
const remove = async ({ access, host }: Entered, path: string): Promise<boolean> => {
  try {
    return await host.remove(path);
  } catch (error) {
    if (!host.closed) throw error;
    using again = await access.open();
    return await again.remove(path);
  }
};

const clean = async (entered: Entered, path: string, told: Journal): Promise<void> => {
  try {
    if (await remove(entered, path)) told.done('clean', path);
    else told.left('clean', reason('test-file-stays', { path }));
  } catch (error) {
    told.failed('clean', why(error));
  }
};

/** A host may rename and say that it has not. */
const cleanUnasked = (entered: Entered, path: string): Promise<unknown> =>
  remove(entered, path).catch(() => {});

const tryHost = async (
  dealer: Dealer,
  { at }: HostTestRequest,
  told: Journal,
  accessTo: AccessTo,
  ports: TestPorts,
): Promise<void> => {
  const [content, path] = [contentFor(dealer, at), posix.join(posix.dirname(dealer.feed.path), NAME)];
  try {
    const access = await accessTo(dealer, ports);
    using host = await access.open();
    told.done('connect', access.server);
    const entered = { access, host };
    if (await bring(host, content, path, told)) {
      await ask(dealer, content, told, ports);
      await clean(entered, path, told);
    } else if (told.has('write')) await cleanUnasked(entered, path);
  } catch (error) {
    told.failed('connect', why(error));
  }
};

/**
 * Tries the way that a dealer's feed goes with a small file of its own beside it: connects, writes, reads back, renames,
 * asks the public web for it, and deletes it. The live feed is not touched. What came of each step is kept in the table.
 */
export const testHost = async (
  request: HostTestRequest,
  ports: TestPorts,
  accessTo: AccessTo,
): Promise<{ steps: TestedStep[] }> => {
  const { dealerId, at } = request;
  const told = journal();
  await tryHost(await dealerOf(dealerId, ports), request, told, accessTo, ports);
  const steps = told.all();
  await ports.table.hostTests.put({ dealerId, at, steps });
  return { steps };
};
