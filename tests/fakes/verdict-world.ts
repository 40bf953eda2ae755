import { readFileSync } from 'node:fs';
import { StateMachine } from 'aws-local-stepfunctions';
import type { Dealer } from '#contracts/dealer.ts';
import type { Ad } from '#contracts/validated.ts';
import type { SessionTo } from '#functions/verdict/at-dealer.ts';
import { runStep, VerdictEvent } from '#functions/verdict/steps.ts';
import { handOver } from '#local/machines/execute.ts';
import type { AccountOptions } from '#local/marketplace/account.ts';
import { startAvitoServer } from '#local/marketplace/avito-server.ts';
import type { Switches } from '#local/marketplace/switches.ts';
import { avito } from '#marketplace/avito.ts';
import { credentialsOf } from '#marketplace/avito-api/credentials.ts';
import { openSession, sharedBy } from '#marketplace/avito-api/session.ts';
import { networkTransport } from '#marketplace/avito-api/transport.ts';
import { closingText, openingText } from '#marketplace/feed-frame.ts';
import { adText } from '#marketplace/feed-text.ts';
import { putDealer } from '#shared/dealers.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { validAd } from './ads.ts';
import { testDealer } from './dealer.ts';
import { timePasses } from './late-table.ts';
import { testPorts } from './ports.ts';
import { webHost } from './web-host.ts';

const DEFINITION = JSON.parse(
  readFileSync(new URL('../../state-machines/verdict.asl.json', import.meta.url), 'utf8'),
);
/** Whether it is valid is `state-machines.test.ts`'s to say. */
const MACHINE = new StateMachine(DEFINITION, { validationOptions: { noValidate: true } });
const CHILD = DEFINITION.States.Dealers.ItemProcessor.States;
const STATES = { ...DEFINITION.States, ...CHILD, ...CHILD.Tell.ItemProcessor.States };
const namesOf = (resource: string) =>
  Object.keys(STATES).filter((name) => STATES[name].Resource?.endsWith(resource));
const TASKS = namesOf('lambda:invoke');

/** The window of 03:00 in Moscow. */
export const OPENED = '2026-11-20T00:00:00.000Z';

export interface Told {
  DetailType: string;
  Detail: Record<string, unknown>;
}

export interface WorldOptions {
  ids?: readonly string[];
  dealer?: Partial<Dealer>;
  switches?: Partial<Switches>;
  account?: Partial<AccountOptions>;
}

const feedText = (ads: readonly Ad[]): string =>
  openingText(avito.feed) + ads.map((ad) => adText(ad, avito.feed)).join('') + closingText(avito.feed);

/** A version of the feed as it was built, delivered and proven at that time. */
export const publish = async (
  dealerId: string,
  version: number,
  ads: readonly Ad[],
  at: string,
  ports: Ports,
) => {
  const text = feedText(ads);
  const [key, hash, bytes] = [`feeds/${dealerId}/${version}.xml`, sha256(text), Buffer.byteLength(text)];
  await ports.artefacts.write(key, text, 'application/xml');
  await ports.table.feeds.put({
    ...{ dealerId, version, key, sha256: hash, bytes, ads: ads.length, revision: version },
    ...{ status: 'delivered', builtAt: at },
  });
  await ports.table.deliveries.put({
    ...{ dealerId, window: OPENED, sequence: `d${version}`, feedVersion: version, outcome: 'delivered' },
    ...{ bytes, sha256: hash, seconds: 1, attempts: 1, server: '', url: '', warnings: [], at },
  });
  await ports.table.ads.putAll(
    ads.map(({ id }) => ({ dealerId, adId: id, brand: 'SKI-DOO', modelYear: 2026, codes: [id] })),
  );
  await ports.table.channelStates.add({ dealerId }, { builtFeed: 1, verifiedFeed: 1 });
  return text;
};

/** A dealer whose feed Avito loads, all on one clock: pauses and patience pass at once. */
export const verdictWorld = async ({
  ids = ['SKIDOO-A-2026', 'SKIDOO-B-2026', 'SKIDOO-C-2026'],
  dealer: changes = {},
  switches = {},
  account = {},
}: WorldOptions = {}) => {
  const clock = { now: Date.parse(OPENED) };
  const host = await webHost('');
  const serving: { feed: string | null } = { feed: null };
  host.answer = (_, response) =>
    serving.feed === null ? response.writeHead(404).end('no') : response.end(serving.feed);
  const base = await testPorts();
  const dealer = testDealer(
    {
      avito: {
        secretName: 'feedwright/test/avito/north',
        accountId: '77',
        startLoads: false,
        changeProfile: false,
      },
      ...changes,
    },
    host.url,
  );
  const profile = {
    ...{ autoload_enabled: true, report_email: 'boss@example.invalid' },
    feeds_data: [{ feed_name: 'main', feed_url: dealer.feed.publicUrl }],
    schedule: [{ rate: 50, weekdays: [0, 1, 2, 3, 4, 5, 6], time_slots: [3, 11, 19] }],
  };
  const server = await startAvitoServer({
    accounts: [{ id: 77, clientId: 'key', clientSecret: 'shh-very-secret', profile, ...account }],
    switches,
    now: () => new Date(clock.now),
  });
  const keys = { clientId: 'key', clientSecret: 'shh-very-secret', baseUrl: server.url };
  const ports: Ports = {
    ...base,
    clock: () => new Date(clock.now),
    secrets: { read: async () => keys },
  };
  const pauses = {
    now: () => clock.now,
    sleep: async (milliseconds: number) => {
      clock.now += milliseconds;
    },
    random: () => 0.5,
  };
  const shared = sharedBy(pauses);
  const sessionTo: SessionTo = async ({ avito: named }, given) =>
    openSession(await credentialsOf(named, given), networkTransport(given.network), shared);
  await putDealer(dealer, ports, { fromFile: false });
  await ports.table.states.add({ dealerId: dealer.id }, { offersRevision: 1 });

  const world = {
    ...{ clock, server, ports, dealer, serving, keys, host, sessionTo },
    /** What happens while the machine waits: by default loads begin as the profile has them. */
    whileWaiting: async (): Promise<unknown> => server.loadDue(),
    /** A version of the feed with ads of these Ids, proven five minutes before the window. */
    publish: async (version: number, ads: readonly Ad[], at = '2026-11-19T23:55:00.000Z') => {
      serving.feed = await publish(dealer.id, version, ads, at, ports);
    },
    minutes: (count: number) => {
      clock.now += count * 60_000;
    },
    run: (input: object = {}) => runMachine({ at: new Date(clock.now).toISOString(), ...input }),
    account: () => server.account(77),
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await host[Symbol.asyncDispose]();
      await base[Symbol.asyncDispose]();
    },
  };

  /** Runs the machine to its end; gives the events that it told. */
  async function runMachine(input: object): Promise<Told[]> {
    // A window comes long after the dealer.
    await timePasses();
    const told: Told[] = [];
    const invoke = async ({ Payload }: { Payload: unknown }) => {
      const event = VerdictEvent.parse(handOver('What a step is given', Payload as object));
      const result = await runStep(event, ports, { shape: avito.feed, sessionTo });
      if ('route' in result && result.route === 'wait') {
        clock.now += result.pause * 1000;
        await world.whileWaiting();
      }
      return { Payload: handOver('What a step gives', result) };
    };
    const announce = async ({ Entries }: { Entries: Told[] }) => told.push(...Entries);
    const handlers = Object.fromEntries([
      ...TASKS.map((name) => [name, invoke]),
      ...namesOf('events:putEvents').map((name) => [name, announce]),
      ...namesOf('states:startExecution').map((name) => [name, async () => ({})]),
    ]);
    await MACHINE.run(
      { ...input },
      {
        overrides: {
          taskResourceLocalHandlers: handlers,
          waitTimeOverrides: { Spread: 0, Patience: 0 },
          retryIntervalOverrides: Object.fromEntries(TASKS.map((name) => [name, 0])),
        },
      },
    ).result;
    return told;
  }

  await world.publish(1, ids.map(validAd));
  return world;
};
export type VerdictWorld = Awaited<ReturnType<typeof verdictWorld>>;
