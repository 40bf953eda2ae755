import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { servedAt } from '#functions/deliver/verify.ts';
import { CANARY_KEY, MACHINES as ON_THE_LIST } from '#functions/operations/canary/canary.ts';
import { close } from '#functions/operations/close/close.ts';
import { categoryOf } from '#messages/say.ts';
import { withBreaker } from '#shared/breaker.ts';
import { putDealer } from '#shared/dealers.ts';
import { TransientFailure } from '#shared/errors.ts';
import { instrument } from '#shared/instrument.ts';
import { count } from '#shared/meter.ts';
import { noteOutcome } from '#shared/objectives.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import { documentIdOf } from '#shared/run.ts';
import { behindCloudFront } from '../../functions/api/lambda/gateway.ts';
import { ALARMS } from '../../infra/alarms.ts';
import { FUNCTION_NAMES, FUNCTIONS } from '../../infra/functions.ts';
import { aDealer } from '../fakes/listings.ts';
import { portsAt, testPorts } from '../fakes/ports.ts';
import { runState } from '../fakes/records.ts';
import { type Datum, dataIn, datumOf, stateOf } from './support/cloudwatch.ts';
import { type Properties, resourcesOf } from './support/synthesis.ts';

const PROJECT = join(import.meta.dirname, '../..');
const SERVICE = 'feedwright-prod';
const HOUR_MS = 3_600_000;
const HOUR_SECONDS = 3_600;
/** Of the 1,024 MB that a function has unless it is told otherwise. */
const NEARLY_A_GB = 1_000_000_000;
const LOADING = { timeout: 60_000 };

const alarmsOf = (name: string): Properties[] =>
  Object.values(resourcesOf('prod', 'AWS::CloudWatch::Alarm')).filter(({ AlarmName }) =>
    AlarmName.startsWith(`${SERVICE}-${name}-`),
  );

const place = await testPorts();
afterAll(() => place[Symbol.asyncDispose]());

/** As a function of the deployed stack, but for where its stores are. */
beforeAll(() => {
  const folder = (name: string) => pathToFileURL(join(place.place.folder, name)).href;
  const environment = {
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_DISABLED: 'false',
    POWERTOOLS_SERVICE_NAME: SERVICE,
    FEEDWRIGHT_INBOX: folder('inbox'),
    FEEDWRIGHT_ARTEFACTS: folder('artefacts'),
    FEEDWRIGHT_ASSETS: folder('assets'),
    FEEDWRIGHT_TABLE: place.place.table,
    FEEDWRIGHT_AUDIT: place.place.audit,
    FEEDWRIGHT_MACHINES: 'arn:aws:states:eu-north-1:000000000000:stateMachine:test-',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(() => vi.unstubAllEnvs());

type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** What CloudWatch gets of one call, whatever becomes of it. */
const emittedBy = async (handler: Handler, event: unknown = {}): Promise<Datum[]> => {
  const written: string[] = [];
  const spies = (['log', 'info', 'warn', 'error'] as const).map((kind) =>
    vi.spyOn(console, kind).mockImplementation((line) => void written.push(String(line))),
  );
  await handler(event, { functionName: 'drill', memoryLimitInMB: '512' } as Context).catch(() => null);
  for (const spy of spies) spy.mockRestore();
  return written.flatMap(dataIn);
};

const handlerOf = async (name: (typeof FUNCTION_NAMES)[number]): Promise<Handler> =>
  (await import(join(PROJECT, FUNCTIONS[name].entry))).handler;

/** A function that meets this trouble at its work. */
const meeting = (trouble: (ports: Ports) => unknown) =>
  emittedBy(
    instrument('match', {
      event: z.object({}),
      result: z.object({}),
      run: async () => {
        await trouble(portsAt(place.place));
        return {};
      },
    }) as unknown as Handler,
  );

const failing = async () => {
  throw new TransientFailure('It does not answer', { stage: 'test' });
};

const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();

/** A document that nobody works on, and a feed that nobody decides on. */
const leaveWaiting = async ({ table }: Ports) => {
  const dealer = aDealer();
  const dealerId = dealer.id;
  await putDealer(dealer, { table }, { fromFile: false });
  await table.documents.put({
    ...{ dealerId, documentId: 'd', key: 'inbox/x', name: 'x', version: '1', bytes: 1 },
    ...{ receivedAt: ago(2), claimedBy: 'run', runId: 'run', status: 'processing' },
  });
  const version = { dealerId, key: 'x', sha256: 'x', bytes: 1, ads: 1, revision: 1 };
  await table.feeds.put({ ...version, version: 1, status: 'superseded', builtAt: ago(30) });
  await table.feeds.put({ ...version, version: 2, status: 'held', builtAt: ago(1) });
  await table.channelStates.add({ dealerId }, { builtFeed: 2 });
};

const bringCanaryThrough = async ({ table, inbox }: Ports) => {
  const { version = '' } = (await inbox.head(CANARY_KEY)) ?? {};
  const dealerId = 'feedwright-canary';
  await table.documents.put({
    ...{ dealerId, documentId: documentIdOf(CANARY_KEY, version), key: CANARY_KEY, name: 'x', version },
    ...{ bytes: 1, receivedAt: ago(1), claimedBy: 'run', runId: 'run', status: 'review' },
    counts: { products: ON_THE_LIST },
  });
};

/** Both states of an alarm that reads a metric of our own: what is told then is what functions really write. */
interface Drill {
  rings(): Promise<Datum[]>;
  rests(): Promise<Datum[]>;
}

const silence = async (): Promise<Datum[]> => [];
const watched = async () => emittedBy(await handlerOf('watch'));

/** A list of ten machines, so many of which become ads. */
const listWith = (published: number) =>
  meeting(async (ports) => {
    const state = runState({ counts: { products: 10, published, review: 10 - published, rejected: 0 } });
    const { dealerId, documentId, runId, inbox } = state;
    const claim = { dealerId, documentId, runId, claimedBy: runId, status: 'processing' as const };
    await ports.table.documents.put({ ...claim, ...inbox });
    await close(state, ports);
  });

/** What is told where somebody asks by the API's own address, or CloudFront with that secret. */
const askedThrough = (told: string | undefined) =>
  emittedBy(async () => {
    const gate = behindCloudFront('the secret that is', { fetch: () => new Response() });
    const headers = told === undefined ? {} : { 'x-feedwright-origin': told };
    expect((await gate.request('/api/me', { headers })).status).toBe(403);
  });

/** What the gateway counts of a thousand questions, so many of which failed. */
const asked = (failed: number): Datum[] =>
  alarmsOf('objective-burns-fast')
    .flatMap(({ Metrics = [] }) => Metrics)
    .filter(({ MetricStat }: Properties) => MetricStat)
    .map(({ MetricStat: { Metric } }: Properties) =>
      datumOf(Metric, Metric.MetricName === '5xx' ? failed : 1_000),
    );

/** Of three lists that came half an hour ago none got through, and of a thousand questions two of a hundred failed. */
const brokenPromises: Drill = {
  rests: async () => [...(await watched()), ...asked(5)],
  rings: async () => {
    await putDealer(aDealer(), place, { fromFile: false });
    const lost = { dealerId: aDealer().id, objective: 'list-to-feed' as const, at: ago(0.5), seconds: null };
    for (const id of ['a', 'b', 'c']) await noteOutcome({ ...lost, id }, place);
    return [...(await watched()), ...asked(20)];
  },
};

const OWN_METRICS: Record<string, Drill> = {
  'objective-burns-fast': brokenPromises,
  'objective-burns-slow': {
    ...brokenPromises,
    rests: async () => {
      // Those of before are forgotten: what is told is of the last two days.
      for (const outcome of await place.table.outcomes.query({ dealerId: aDealer().id }))
        await place.table.outcomes.remove(outcome);
      return brokenPromises.rests();
    },
  },
  'stage-success-rate': {
    rings: async () =>
      (await Promise.all(FUNCTION_NAMES.map(handlerOf))).reduce(
        async (before, handler) => [...(await before), ...(await emittedBy(handler, null))],
        silence(),
      ),
    rests: silence,
  },
  'watch-silent': { rings: silence, rests: watched },
  'reconcile-silent': { rings: silence, rests: async () => emittedBy(await handlerOf('reconcile')) },
  'document-stuck': { rests: watched, rings: () => leaveWaiting(place).then(watched) },
  'feed-held': { rests: silence, rings: watched },
  'market-stale': {
    rests: async () => emittedBy(await handlerOf('market')),
    rings: async () => {
      const { id: dealerId } = aDealer();
      await putDealer(aDealer(), place, { fromFile: false });
      const last = { at: ago(1), outcome: 'failed' as const, reason: null, counts: null, artefact: null };
      await place.table.marketSources.put({
        ...{ dealerId, sourceId: 's', name: 'Shop', url: 'https://shop.example/feed.xml' },
        ...{ goodUntil: ago(24 * 9).slice(0, 10), last: { ...last, unmatched: [] } },
      });
      return emittedBy(await handlerOf('market'));
    },
  },
  'canary-silent': {
    rings: silence,
    rests: async () => {
      const canary = await handlerOf('canary');
      expect((await emittedBy(canary)).map(({ name }) => name)).not.toContain('CanariesThrough');
      await bringCanaryThrough(place);
      return emittedBy(canary);
    },
  },
  'cost-per-day': {
    rings: () => meeting(() => count('CostUsd', 6)),
    rests: () => meeting(() => null),
  },
  'service-down': {
    rings: () =>
      meeting(async (ports) => {
        for (let call = 0; call < 6; call++) await withBreaker('ftp:down', ports, failing).catch(() => null);
      }),
    rests: () => meeting((ports) => withBreaker('ftp:up', ports, async () => 'here')),
  },
  'document-not-understood': { rings: () => listWith(1), rests: () => listWith(9) },
  'memory-short': {
    rings: () => meeting(() => vi.spyOn(process.memoryUsage, 'rss').mockReturnValueOnce(NEARLY_A_GB)),
    rests: () => meeting(() => null),
  },
  'acts-given-up': {
    rests: async () => emittedBy(await handlerOf('carry-out'), { Records: [] }),
    rings: async () => {
      const command = { dealerId: 'demo', commandId: 'c', name: 'offers.withdraw', channel: 'avito' };
      await place.table.commands.put({
        ...command,
        // Nobody can carry out what is no JSON.
        ...{ wish: '{', who: 'anna', at: ago(0), state: 'waiting', ttl: 4_000_000_000 },
      });
      const Keys = { PK: { S: 'D#demo#COMMANDS' }, SK: { S: 'COMMAND#c' } };
      return emittedBy(await handlerOf('carry-out'), { Records: [{ dynamodb: { Keys } }] });
    },
  },
  'api-shut': {
    rests: () => askedThrough(undefined),
    rings: () => askedThrough('the secret that was'),
  },
  'repair-given-up': {
    rests: async () => emittedBy(await handlerOf('reconcile')),
    rings: () => meeting(() => count('RepairsGivenUp')),
  },
  'encryption-failed': {
    rests: () => meeting(() => null),
    rings: () =>
      meeting(() => {
        const disabled = Object.assign(new Error('The key is disabled'), { name: 'KMSDisabledException' });
        throw new TransientFailure('The secret cannot be read', { stage: 'test', cause: disabled });
      }),
  },
  'rules-fallback': {
    rings: () => meeting(({ table }) => rulesInForce('avito', { table: { ...table, rules: {} as never } })),
    rests: () => meeting((ports) => rulesInForce('avito', ports)),
  },
};

/** What AWS itself reports, and by which dimensions: its documentation, since no emulator has it. */
const AWS_METRICS: Record<string, { names: string[]; dimensions: string[] }> = {
  'AWS/States': {
    names: ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted', 'ExecutionThrottled'],
    dimensions: ['StateMachineArn'],
  },
  'AWS/Lambda': { names: ['ConcurrentExecutions'], dimensions: [] },
  'AWS/Lambda IteratorAge': { names: ['IteratorAge'], dimensions: ['FunctionName', 'Resource'] },
  'AWS/ApiGateway': { names: ['5xx'], dimensions: ['ApiId'] },
  'AWS/Events': { names: ['MatchedEvents'], dimensions: ['EventBusName', 'RuleName'] },
  'AWS/SQS': { names: ['ApproximateNumberOfMessagesVisible'], dimensions: ['QueueName'] },
  'AWS/DynamoDB': {
    names: ['SystemErrors', 'ThrottledRequests'],
    dimensions: ['Operation', 'TableName'],
  },
};

describe('a drill with what our functions really write', () => {
  test.each(Object.entries(OWN_METRICS))('%s rests, and rings', LOADING, async (name, { rings, rests }) => {
    const alarms = alarmsOf(name);
    expect(alarms.length).toBeGreaterThan(0);
    // First the rest: what rings makes its trouble.
    const [good, bad] = [await rests(), await rings()];
    expect(alarms.map((alarm) => [alarm.AlarmName, stateOf(alarm, good)])).toEqual(
      alarms.map(({ AlarmName }) => [AlarmName, 'OK']),
    );
    expect(alarms.map((alarm) => [alarm.AlarmName, stateOf(alarm, bad)])).toEqual(
      alarms.map(({ AlarmName }) => [AlarmName, 'ALARM']),
    );
  });
});

/** Alarms that one event of is too little for, or of which there must be some. */
const MORE_THAN_ONE = ['window-checks-silent', 'concurrency-high', 'api-failing', 'acts-late'];

describe('a drill with what AWS reports', () => {
  const others = ALARMS.filter(({ name }) => !(name in OWN_METRICS));

  test.each(others)('$name reads a metric that AWS has', ({ name }) => {
    for (const { Namespace, MetricName, Dimensions = [] } of alarmsOf(name)) {
      const { names = [], dimensions = [] } =
        AWS_METRICS[`${Namespace} ${MetricName}`] ?? AWS_METRICS[Namespace] ?? {};
      expect(names).toContain(MetricName);
      expect(Dimensions.map(({ Name }: Properties) => Name).toSorted()).toEqual(dimensions);
    }
  });

  test.each(
    others.filter(({ name }) => !MORE_THAN_ONE.includes(name)),
  )('$name rings at the first event, and rests without', ({ name }) => {
    for (const alarm of alarmsOf(name)) {
      expect(stateOf(alarm, [])).toBe('OK');
      expect(stateOf(alarm, [datumOf(alarm, 0)])).toBe('OK');
      expect(stateOf(alarm, [datumOf(alarm, 1)])).toBe('ALARM');
    }
  });

  test.each([
    ['api-failing', 4, 5],
    ['acts-late', 9 * 60_000, 10 * 60_000],
  ])('%s rests at %i and rings at %i', (name, few, many) => {
    const [alarm = {}] = alarmsOf(name);
    expect(stateOf(alarm, [])).toBe('OK');
    expect(stateOf(alarm, [datumOf(alarm, few)])).toBe('OK');
    expect(stateOf(alarm, [datumOf(alarm, many)])).toBe('ALARM');
  });

  test('functions near the quota ring once that lasts, and a moment of them does not', () => {
    const [alarm = {}] = alarmsOf('concurrency-high');
    const at = (minutes: number, value: number) => {
      const datum = datumOf(alarm, value);
      return { ...datum, at: datum.at - minutes * 60 };
    };
    const all = (value: number) => [0, 5, 10].map((minutes) => at(minutes, value));
    expect(stateOf(alarm, all(790))).toBe('OK');
    expect(stateOf(alarm, [at(0, 900)])).toBe('OK');
    expect(stateOf(alarm, all(900))).toBe('ALARM');
  });

  test('an alarm on DynamoDB’s metrics is ended by a person, and its missing data treated as CloudWatch will', () => {
    for (const alarm of alarmsOf('audit-write-failed')) {
      expect(alarm.TreatMissingData).toBe('ignore');
      expect(stateOf(alarm, [], { before: 'ALARM' })).toBe('ALARM');
    }
  });
});

describe('silence', () => {
  const silences = ALARMS.filter(({ name }) => name.endsWith('-silent'));

  test.each(silences)('$name rings soon when nothing is heard for two hours, and never before', ({
    name,
  }) => {
    for (const alarm of alarmsOf(name)) {
      const told = datumOf(alarm, 1);
      const stateAfter = (seconds: number) => stateOf(alarm, [told], { now: told.at + seconds });
      expect(stateAfter(2 * HOUR_SECONDS - 1)).toBe('OK');
      expect(stateAfter(2.5 * HOUR_SECONDS)).toBe('ALARM');
      expect(stateOf(alarm, [])).toBe('ALARM');
    }
  });
});

describe('a failed delivery', () => {
  const patternOf = (rule: string) => {
    const rules = Object.values(resourcesOf('prod', 'AWS::Events::Rule'));
    return rules.find(({ Name }) => Name === `${SERVICE}-${rule}`)?.EventPattern.detail.category[0];
  };
  const answers = [
    { status: 200, bytes: 12, sha256: 'another', foreign: true },
    { status: 404, bytes: 12, sha256: 'another', foreign: false },
  ];

  test.each(answers)('that finds $status at its URL is told from others', async ({ foreign, ...answer }) => {
    const { reason } = await servedAt('https://dealer.example/feed.xml', { get: async () => answer });
    const wanted = patternOf('foreign-bytes');
    expect(patternOf('delivery-failed')).toEqual({ 'anything-but': [wanted] });
    expect(categoryOf(reason) === wanted).toBe(foreign);
  });
});

describe('an alarm that is told every hour', () => {
  test('keeps its state where nothing is told, and ends with the first good word', () => {
    const [alarm] = alarmsOf('document-stuck');
    if (!alarm) throw new Error('There is no such alarm');
    expect(stateOf(alarm, [], { before: 'ALARM' })).toBe('ALARM');
    expect(stateOf(alarm, [datumOf(alarm, 0)], { before: 'ALARM' })).toBe('OK');
  });
});
