import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, vi } from 'vitest';
import { Dealer } from '#contracts/dealer.ts';
import { newestFeed } from '#desk/feeds/feed.ts';
import samplesDealer from '#samples/dealers/samples.json' with { type: 'json' };
import { portsOfEnvironment } from '#shared/aws/ports.ts';
import type { Ports } from '#shared/ports.ts';
import { documentIdOf } from '#shared/run.ts';
import { identityProvider } from '../fakes/identity-provider.ts';
import { webHost } from '../fakes/web-host.ts';
import { program, sample } from '../integration/local/feedwright.ts';
import { type AppName, cdkOf, ENVIRONMENT } from './cdk.ts';
import { startEmulator } from './emulator.ts';

export const BOOK = sample('spec-books/ski-doo-2027-spec-book.pdf');
export const LIST = sample('price-lists/ski-doo-2027-fi.pdf');
export const OTHER_LIST = sample('price-lists/ski-doo-2026-fi.csv');

/** How long the stack may take for anything that it does by itself. */
const HOUR_MS = 3_600_000;
const MOSCOW_AHEAD_MS = 3 * HOUR_MS;
/** Some hours from now: a feed built in the hour before its window goes at once, which is not what is told here. */
const QUIET_WINDOW = `${new Date(Date.now() + MOSCOW_AHEAD_MS + 6 * HOUR_MS).toISOString().slice(11, 13)}:00`;

export const DEADLINE = { timeout: 60_000, interval: 100 };

/** How the program ends where all was read and some of it waits for a person, as of these samples. */
const WAITING = 3;

/** The dealer of the story; a chapter that leaves feeds or questions behind brings a dealer of its own. */
export const DEALER = 'deployed';

/** Who signs in, by their login names. */
export const ADMIN = 'anna';
export const EDITOR = 'boris';
const PEOPLE = new Map(
  [ADMIN, EDITOR].map((name) => [name, { email: `${name}@dealer.example`, email_verified: true, name }]),
);

/** The name of a dealer's secret. */
export const secretOf = (dealerId: string): string => `feedwright/${ENVIRONMENT}/${dealerId}`;

/**
 * One account in the emulator with the stack in it, and what lies around it: the dealers' web host, and one
 * machine to compare with. All chapters share it, in their order.
 */
export const startWorld = async () => {
  const everything = new AsyncDisposableStack();
  const { folder, environment } = everything.use(await startEmulator());
  const host = join(folder, 'host');
  const web = everything.use(await webHost(host));
  await mkdir(host);
  const provider = everything.use(await identityProvider(PEOPLE));
  const { issuer, audience } = provider;
  const admins = [`${ADMIN}@dealer.example`];
  const cdk = cdkOf(environment, folder, { provider: { issuer, audience }, admins });

  /** Deploys an app; from then on this process is told where things are, as the stack's own functions are. */
  const deploy = async (app: AppName): Promise<void> => {
    Object.assign(process.env, environment, await cdk.deploy(app));
  };
  const ports = (): Ports => portsOfEnvironment();

  /** Each other dealer has a folder of its own on the host. */
  const dealer = (id = DEALER): Dealer => {
    const folder = id === DEALER ? '' : `/${id}`;
    const { avito: _, ...sample } = samplesDealer;
    return Dealer.parse({
      ...sample,
      id,
      ftp: { ...samplesDealer.ftp, secretName: secretOf(id) },
      windows: [QUIET_WINDOW],
      pictures: { path: `${folder}/pictures`, baseUrl: `${web.url}${folder}/pictures/` },
      feed: { path: `${folder}/feed.xml`, publicUrl: `${web.url}${folder}/feed.xml` },
    });
  };

  /** The feed that one machine makes of the files. */
  const feedOfOneMachine = async (...files: string[]): Promise<Buffer> => {
    const machine = join(folder, `one-machine-${files.length}`);
    await mkdir(join(machine, 'dealers'), { recursive: true });
    await writeFile(join(machine, 'dealers', `${DEALER}.json`), JSON.stringify(dealer()));
    const options = ['--out', 'out', '--dealer', DEALER, '--no-deliver'];
    const { code, stderr } = await program(machine, ['process', ...files, ...options]);
    expect(code, stderr).toBe(WAITING);
    return readFile(join(machine, 'out', 'feed.xml'));
  };

  /** Drops a file into the inbox bucket, and nothing else: the rest is the stack's. Answers the document's id. */
  const drop = async (name: string, body: Uint8Array, dealerId = DEALER): Promise<string> => {
    const key = `inbox/${dealerId}/${name}`;
    await ports().inbox.write(key, body, 'application/octet-stream');
    const { version } = (await ports().inbox.head(key)) ?? expect.fail(`${key} is not in the inbox`);
    return documentIdOf(key, version);
  };

  /** The document as the table has it once nothing is left to do. */
  const ended = (documentId: string, dealerId = DEALER) =>
    vi.waitFor(async () => {
      const document = await ports().table.documents.get({ dealerId, documentId });
      if (!document || document.status === 'processing') throw new Error(`${documentId} has not ended`);
      return document;
    }, DEADLINE);

  const take = async (path: string, dealerId = DEALER) =>
    ended(await drop(basename(path), await readFile(path), dealerId), dealerId);

  /** The newest feed in its bucket. */
  const feed = async (dealerId = DEALER): Promise<Buffer> => {
    const { key } = (await newestFeed(dealerId, ports())) ?? expect.fail('There is no feed');
    return Buffer.from(await ports().artefacts.read(key));
  };

  return {
    folder,
    environment,
    /** The folder that the dealers' web host serves. */
    host,
    /** Where people sign in after the update. */
    provider,
    cdk,
    /** For what a chapter starts: it ends with the story, last first. */
    everything,
    deploy,
    ports,
    dealer,
    feedOfOneMachine,
    drop,
    ended,
    /** Drops a file, and answers its document once it has ended. */
    take,
    feed,
  };
};

export type World = Awaited<ReturnType<typeof startWorld>>;

/** A part of the story: tests that go on where the chapter before ended. */
export type Chapter = (world: World) => void;
