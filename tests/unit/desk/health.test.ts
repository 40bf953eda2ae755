import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Delivery } from '#contracts/delivered.ts';
import { healthOf } from '#desk/health/health.ts';
import { receipt } from '#functions/deliver/receipt.ts';
import { lineUp } from '#functions/operations/admit/admit.ts';
import { fileOf } from '#functions/operations/reconcile/unknown-files.ts';
import { reason } from '#messages/reason.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { putDealer } from '#shared/dealers.ts';
import type { StageStatistic } from '#shared/table/records.ts';
import { settingsOf } from '../../../infra/settings.ts';
import { aDealer } from '../../fakes/listings.ts';
import { testPorts } from '../../fakes/ports.ts';

const ports = await testPorts();
const limits = settingsOf('prod').alarms;
const { id: dealerId } = aDealer();
const health = () => healthOf(ports, limits);

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

/** A call that ended so many minutes ago. */
const call = (runId: string, stage: string, changes: Partial<StageStatistic> = {}) =>
  ports.table.statistics.put({
    ...{ dealerId, documentId: runId, runId, stage, engine: '', inputTokens: 0, outputTokens: 0 },
    ...{ processed: 1, succeeded: 1, failed: 0, seconds: 2, costUsd: 0.01 },
    ...{ startedAt: minutesAgo(5), endedAt: minutesAgo(5) },
    ...changes,
  });

const failed = { succeeded: 0, failed: 1, error: 'ExtractionError' };

beforeAll(() => putDealer(aDealer(), ports, { fromFile: false }));
afterAll(() => ports[Symbol.asyncDispose]());

describe('the health of the pipeline', () => {
  test('is well where nothing has happened', async () => {
    const { overall_status, stage_status, performance_metrics, alerts } = await health();
    expect({ overall_status, alerts }).toEqual({ overall_status: 'healthy', alerts: [] });
    expect(Object.keys(stage_status)).toEqual([
      'intake',
      'extract',
      'match',
      'validate',
      'generate',
      'deliver',
    ]);
    expect(stage_status.extract).toMatchObject({ status: 'idle', calls: 0, success_rate: 1 });
    expect(performance_metrics).toMatchObject({ Dealers: 1, cost_usd: 0 });
  });

  test('counts no failure where products wait for a person', async () => {
    await call('waiting', 'validate', { processed: 40, succeeded: 30, failed: 10 });
    expect((await health()).stage_status.validate).toMatchObject({ status: 'healthy', success_rate: 1 });
  });

  test('tells of a stage below its threshold, each retry a call of its own', async () => {
    for (let run = 0; run < 8; run++) await call(`good-${run}`, 'extract', { seconds: run + 1 });
    await call('retried', 'extract', { retried: { times: 1, error: 'TransientFailure' } });
    const { overall_status, stage_status, alerts } = await health();
    expect(stage_status.extract).toMatchObject({ calls: 10, failed: 1, success_rate: 0.9, p50: 3, p99: 8 });
    expect(overall_status).toBe('unhealthy');
    const values = { stage: 'extract', percent: '90.00', dealers: [dealerId] };
    expect(alerts).toMatchObject([{ dealerId: null, reason: { code: 'stage-fails', values } }]);
  });

  test('counts no failure where a run waited for the dealer’s lease', async () => {
    await call('patient', 'generate', { retried: { times: 2, error: 'LeaseBusy: demo builds' } });
    expect((await health()).stage_status.generate).toMatchObject({ calls: 1, failed: 0 });
  });

  test('counts no failure where a feed was held back or rejected', async () => {
    const request = { channel: 'avito', dealerId, deliveryId: '01', window: 'manual' };
    const delivery = Delivery.parse({
      ...request,
      deadline: minutesAgo(0),
      mode: 'deliver',
      outcome: 'held',
    });
    await receipt({ ...delivery, reason: reason('no-feed-ready') }, ports);
    expect((await health()).stage_status.deliver).toMatchObject({ calls: 1, failed: 0, success_rate: 1 });
  });

  test('forgets what was more than a day ago', async () => {
    await call('old', 'match', { ...failed, endedAt: minutesAgo(25 * 60) });
    expect((await health()).stage_status.match).toMatchObject({ status: 'idle', calls: 0 });
  });

  test('tells of a service that is left alone, and of a day that was dear', async () => {
    const down = { failures: 5, successes: 0, openUntil: Date.now() + 60_000, probeUntil: 0, revision: 1 };
    await ports.table.breakers.put({ service: 'textract', state: 'open', ...down });
    await call('dear', 'match', { costUsd: 6 });
    const { alerts } = await health();
    const said = alerts.map(({ reason }) => sentenceOf(reason));
    expect(said).toContainEqual(expect.stringContaining('textract is down, and left alone until'));
    expect(said).toContainEqual(expect.stringMatching(/^The last day has cost 6\.\d\d USD$/));
  });

  test('tells of a document that nothing comes of', async () => {
    await ports.table.documents.put({
      ...{ dealerId, documentId: 'still', key: 'inbox/x', name: 'x', version: '1', bytes: 1 },
      ...{ receivedAt: minutesAgo(90), claimedBy: 'run', runId: 'run', status: 'processing' },
    });
    const stuck = (await health()).alerts.find(({ reason }) => reason.code === 'file-stuck');
    expect(stuck).toMatchObject({ dealerId, reason: { values: { file: 'x', minutes: 90 } } });
  });

  test('tells whose files wait for their turn, how many, and since when, and takes that for no fault', async () => {
    await using there = await testPorts();
    const wait = (dealer: string, name: string, minute: number) =>
      lineUp(
        fileOf({
          ...{ key: `inbox/${dealer}/${name}`, version: 'v1', bytes: 1 },
          modifiedAt: `2026-11-22T10:${minute}:00.000Z`,
        }),
        there,
      );
    await wait('late', 'a.pdf', 40);
    for (const [name, minute] of [
      ['b.csv', 30],
      ['a.pdf', 20],
      ['c.pdf', 25],
    ] as const)
      await wait('many', name, minute);
    expect(await healthOf(there, limits)).toMatchObject({
      overall_status: 'healthy',
      performance_metrics: { Waiting: 4, AtWork: 0 },
      waiting: [
        { dealerId: 'many', files: 3, since: '2026-11-22T10:20:00.000Z' },
        { dealerId: 'late', files: 1, since: '2026-11-22T10:40:00.000Z' },
      ],
    });
  });

  test('tells of all that the marketplace says of an account and of ads, and of nothing that is only held', async () => {
    await using there = await testPorts();
    const avito = { secretName: 'north/avito', accountId: '1' };
    await putDealer(aDealer({ avito }), there, { fromFile: false });
    const at = minutesAgo(5);
    await there.table.accounts.put({
      ...{ dealerId, at, accountId: '1', access: null, profile: null, packages: null },
      faults: [reason('profile-off')],
    });
    const shared = reason('number-shared', { adId: 'A', other: 'B', avitoId: '7' });
    await there.table.windowVerdicts.put({
      ...{ dealerId, window: at, outcome: 'judged', uploadId: '1', counts: null, alarms: [shared], at },
    });
    await there.table.channelStates.add({ dealerId }, { builtFeed: 1 });
    await there.table.feeds.put({
      ...{ dealerId, version: 1, key: 'k', sha256: 's', bytes: 1, ads: 1, revision: 1, status: 'held' },
      builtAt: at,
    });
    const { overall_status, alerts } = await healthOf(there, limits);
    expect(overall_status).toBe('degraded');
    expect(alerts.map(({ reason: { code } }) => code).sort()).toEqual(['number-shared', 'profile-off']);
  });

  test('tells of each trouble what to do, and by which command', async () => {
    const { alerts } = await health();
    expect(alerts.length).toBeGreaterThan(3);
    for (const { reason: why, command } of alerts) expect([remedyOf(why), command[0]]).not.toContain('');
  });
});
