import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Dealer } from '#contracts/dealer.ts';
import { lastDelivery, newestFeed } from '#local/results/feed.ts';
import samplesDealer from '#samples/dealers/samples.json' with { type: 'json' };
import { portsOfEnvironment } from '#shared/aws/ports.ts';
import { putDealer } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
import { documentIdOf } from '#shared/run.ts';
import { ftpHost } from '../fakes/ftp-host.ts';
import { webHost } from '../fakes/web-host.ts';
import { feedwright, sample } from '../integration/local/feedwright.ts';
import { cdkOf } from './cdk.ts';
import { lintTemplates } from './cfn-lint.ts';
import { startEmulator } from './emulator.ts';

const BOOK = sample('spec-books/ski-doo-2027-spec-book.pdf');
const LIST = sample('price-lists/ski-doo-2027-fi.pdf');
const OTHER_LIST = sample('price-lists/ski-doo-2026-fi.csv');
const DEALER = 'deployed';
const SECRET = `feedwright/dev/${DEALER}`;
const DEADLINE = { timeout: 60_000, interval: 100 };

const everything = new AsyncDisposableStack();
afterAll(() => everything.disposeAsync());

let emulator: Awaited<ReturnType<typeof startEmulator>>;
let cdk: ReturnType<typeof cdkOf>;
let ports: Ports;
let web: Awaited<ReturnType<typeof webHost>>;

const dealer = (): Dealer =>
  Dealer.parse({
    ...samplesDealer,
    id: DEALER,
    ftp: { ...samplesDealer.ftp, secretName: SECRET },
    pictures: { path: '/pictures', baseUrl: `${web.url}/pictures/` },
    feed: { path: '/feed.xml', publicUrl: `${web.url}/feed.xml` },
  });

/** The feed that one machine makes of the files. */
const feedOfOneMachine = async (...files: string[]): Promise<Buffer> => {
  const folder = join(emulator.folder, `one-machine-${files.length}`);
  await mkdir(join(folder, 'dealers'), { recursive: true });
  await writeFile(join(folder, 'dealers', `${DEALER}.json`), JSON.stringify(dealer()));
  await feedwright(folder, 'process', ...files, '--out', 'out', '--dealer', DEALER, '--no-deliver');
  return readFile(join(folder, 'out', 'feed.xml'));
};

/** Drops a file into the inbox bucket, and nothing else: the rest is the stack's. */
const drop = async (name: string, body: Uint8Array): Promise<string> => {
  const key = `inbox/${DEALER}/${name}`;
  await ports.inbox.write(key, body, 'application/octet-stream');
  const { version } = (await ports.inbox.head(key)) ?? expect.fail(`${key} is not in the inbox`);
  return documentIdOf(key, version);
};

/** The document as the table has it once nothing is left to do. */
const ended = (documentId: string) =>
  vi.waitFor(async () => {
    const document = await ports.table.documents.get({ dealerId: DEALER, documentId });
    if (!document || document.status === 'processing') throw new Error(`${documentId} has not ended`);
    return document;
  }, DEADLINE);

const process = async (path: string) => ended(await drop(basename(path), await readFile(path)));

const feed = async () => {
  const { key } = (await newestFeed(DEALER, ports)) ?? expect.fail('There is no feed');
  return Buffer.from(await ports.artefacts.read(key));
};

beforeAll(async () => {
  emulator = everything.use(await startEmulator());
  web = everything.use(await webHost(join(emulator.folder, 'host')));
  await mkdir(join(emulator.folder, 'host'));
  cdk = cdkOf(emulator.environment, emulator.folder);
});

describe('The whole app, deployed', () => {
  let atOneMachine: Promise<Buffer[]>;
  let findings: Promise<string[]>;

  test('bootstrap makes an account ready', async () => {
    await cdk.bootstrap();
  });

  test('deploy makes the stack, which says where its stores are', async () => {
    Object.assign(globalThis.process.env, emulator.environment, await cdk.deploy('infra/app.ts'));
    ports = portsOfEnvironment();
    expect((await putDealer(dealer(), ports, { fromFile: false })).previous).toBeNull();
    findings = lintTemplates(cdk.assembly, emulator.environment.AWS_REGION);
  });

  test('a spec book and a list dropped into the inbox become the feed that one machine makes of them', async () => {
    atOneMachine = Promise.all([feedOfOneMachine(BOOK, LIST), feedOfOneMachine(BOOK, LIST, OTHER_LIST)]);
    expect(await process(BOOK)).toMatchObject({ status: 'catalogued' });
    expect(await process(LIST)).toMatchObject({ status: 'review' });
    expect(await feed()).toEqual((await atOneMachine)[0]);
  });

  test('a broken file is rejected, with its reason', async () => {
    const broken = (await readFile(LIST)).subarray(0, 2_000);
    const document = await ended(await drop('broken.pdf', broken));
    expect(document).toMatchObject({ status: 'rejected', ending: { reason: expect.stringMatching(/\w/) } });
  });

  test('cfn-lint finds nothing in the templates of all environments', async () => {
    expect(await findings).toEqual([]);
  });

  test('an update with other settings reaches the functions, and the next list is published', async () => {
    await cdk.deploy('tests/deployed/changed-app.ts');
    await process(OTHER_LIST);
    expect(await feed()).toEqual((await atOneMachine)[1]);
  });

  test('the feed goes to the dealer’s host and his public URL serves it', async () => {
    const host = everything.use(await ftpHost({ root: join(emulator.folder, 'host') }));
    const secret = { Name: SECRET, SecretString: JSON.stringify(host.secret) };
    await new SecretsManagerClient({}).send(new CreateSecretCommand(secret));
    const at = new Date().toISOString();
    await ports.machines.start('delivery', ports.newId(), { at, mode: 'deliver', dealerId: DEALER });
    const receipt = await vi.waitUntil(() => lastDelivery(DEALER, ports), DEADLINE);
    expect(receipt).toMatchObject({ outcome: 'delivered' });
    expect(await readFile(join(emulator.folder, 'host', 'feed.xml'))).toEqual(await feed());
  });

  test('destroy leaves no stack', async () => {
    await cdk.destroy();
  });
});
