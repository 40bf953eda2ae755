import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { carryOutCalled } from '#desk/carry-out/carry-out-called.ts';
import { runbookSection } from '#desk/health/runbook.ts';
import { writeJson } from '#shared/json.ts';
import { loopbackSessions } from '../../../functions/api/identity/loopback-session.ts';
import { apiOn } from '../../fakes/api.ts';
import { aRun } from '../../fakes/listed.ts';
import { aDealer } from '../../fakes/listings.ts';
import { testPorts } from '../../fakes/ports.ts';

const ports = await testPorts();
const sessions = loopbackSessions('anna');
const cookie = sessions.open(sessions.newTicket()) ?? '';
const { ask, reported } = apiOn(ports, { sessions });
afterAll(() => ports[Symbol.asyncDispose]());

const get = async (path: string) => {
  const { status, body } = await ask(path, { headers: { cookie } });
  expect(status, `${path} ${JSON.stringify(body)}`).toBe(200);
  return body;
};

const STATISTIC = {
  ...{ dealerId: 'demo', documentId: 'd1', runId: 'run-1', processed: 1, succeeded: 1, failed: 0 },
  ...{ inputTokens: 0, outputTokens: 0, engine: 'test' },
};

/** A dealer with one list in force, as its run has left it. */
beforeAll(async () => {
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration: aDealer({ id: 'demo' }) });
  const { document, extracted, matched, validated } = aRun();
  await ports.table.documents.put(document);
  await ports.table.lists.put({
    ...{ dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2026, market: 'FI', sha256: 'a', order: '1' },
    ...{ documentId: 'd1', runId: 'run-1' },
  });
  const artefacts = { extracted, matched, validated };
  for (const [at, [name, artefact]] of Object.entries(artefacts).entries()) {
    const key = `runs/demo/run-1/${name}.json`;
    await writeJson(ports.artefacts, key, artefact);
    const startedAt = new Date(Date.now() - (3 - at) * 1000).toISOString();
    const stage = ['extract', 'match', 'validate'][at] ?? '';
    await ports.table.statistics.put({
      ...STATISTIC,
      ...{ stage, seconds: 2, costUsd: 0.5, startedAt, endedAt: startedAt, artefact: key },
    });
  }
});

test('who keeps the installation sees how it does, what it costs, and by which rules', async () => {
  const health = await get('/operations/health');
  expect(health.stage_status.extract).toMatchObject({ calls: 1, failed: 0 });
  expect((await get('/dealers')).items).toMatchObject([{ dealerId: 'demo' }]);
  const [cost] = (await get('/costs')).items;
  expect(cost).toMatchObject({ dealerId: 'demo', calls: 3, seconds: 6, costUsd: 1.5 });
  expect(await get('/rules')).toMatchObject({ source: expect.any(String) });
  for (const path of ['/batches', '/members', '/audit']) expect((await get(path)).items).toEqual([]);
  expect((await get('/today')).items).toMatchObject([{ dealerId: 'demo', waiting: 0 }]);
  expect(reported).toEqual([]);
});

/** Says a wish that concerns all dealers, and waits for its end. */
const say = (method: string, path: string, body: object, headers: Record<string, string> = {}) =>
  ask(path, { method, body, headers: { cookie, prefer: 'wait=10', ...headers } });

test('a batch is begun once under one key, told of, and taken up again', async () => {
  const wish = { prefix: 'batches/spring/', manifest: 'demo/one.csv\ndemo/two.csv' };
  const start = () => say('POST', '/batches', wish, { 'idempotency-key': 'spring' });
  const [one, again] = [await start(), await start()];
  expect(one, JSON.stringify(one.body)).toMatchObject({
    status: 200,
    body: { name: 'batch.start', state: 'done' },
  });
  expect(again.body).toEqual(one.body);
  const place = (one.headers.get('location') ?? '').replace(/^\/api/, '');
  expect(await get(place)).toEqual(one.body);
  const { batchId } = one.body.result;
  expect((await get('/batches')).items).toMatchObject([{ batchId, prefix: wish.prefix, startedBy: 'anna' }]);
  expect((await say('POST', `/batches/${batchId}/resume`, {})).body.result).toMatchObject({ attempt: 2 });
  expect((await say('POST', '/batches/none/resume', {})).status).toBe(404);
  expect((await get('/audit')).items).toMatchObject([{ action: 'batch.resume' }, { action: 'batch.start' }]);
});

test('a batch tells what became of its dealers’ feeds and of which files there is something to say', async () => {
  const { body } = await say('POST', '/batches', { prefix: 'batches/told/' }, { 'idempotency-key': 'told' });
  const { batchId } = body.result;
  const file = { batchId, dealerId: 'demo', version: '1', bytes: 1, attempt: 1, documentId: 'd1' };
  const key = (name: string) => `batches/told/demo/${name}`;
  const reason = { code: 'as-told', values: { text: 'No table was found.' } };
  const ending = { status: 'rejected' as const, reason };
  await ports.table.batchFiles.put({ ...file, place: '1', key: key('a.csv'), status: 'rejected', ending });
  await ports.table.batchFiles.put({ ...file, place: '2', key: key('b.csv'), status: 'published' });
  await ports.table.batchDealers.put({
    batchId,
    dealerId: 'demo',
    status: 'built',
    attempt: 1,
    feedVersion: 3,
  });
  expect((await get(`/batches/${batchId}/files`)).items).toEqual([
    { dealerId: 'demo', documentId: 'd1', key: key('a.csv'), status: 'rejected', reason },
  ]);
  expect((await get(`/batches/${batchId}/dealers`)).items).toMatchObject([
    { dealerId: 'demo', feedVersion: 3 },
  ]);
  expect((await ask('/batches/none/files', { headers: { cookie } })).status).toBe(404);
});

test.each(['runs/demo/', 'batches', '../inbox/', ''])('nothing is a batch below %j', async (prefix) => {
  expect((await say('POST', '/batches', { prefix })).status).toBe(400);
});

test('rules are put in force by who has seen those that are', async () => {
  const { rules, lines } = await get('/rules/business-rules');
  expect(lines.length).toBeGreaterThan(0);
  const seen = async () => (await ask('/rules', { headers: { cookie } })).headers.get('etag') ?? '';
  const put = async (given: object, etag?: string) =>
    say('PUT', '/rules', { rules: given }, etag === undefined ? {} : { 'if-match': etag });
  const wanted = { 'business-rules': rules.slice(1) };
  expect((await put(wanted)).status).toBe(428);
  const before = await seen();
  expect((await put({ 'business-rules': rules }, before)).body).toMatchObject({ type: 'rules-same' });
  expect((await put({ 'business-rules': [{}] }, before)).body).toMatchObject({ type: 'rules-wrong' });
  const done = await put(wanted, before);
  expect(done, JSON.stringify(done.body)).toMatchObject({ status: 200, body: { state: 'done' } });
  const { version } = done.body.result;
  expect(await get('/rules')).toMatchObject({ version, source: 'table' });
  expect((await get('/rules/business-rules')).rules).toEqual(wanted['business-rules']);
  expect((await put({ 'business-rules': rules }, before)).status).toBe(412);
});

test('what concerns all is not carried out for who can write under a dealer’s key', async () => {
  const command = { dealerId: 'demo', commandId: 'c', channel: 'avito', who: 'mallory', ttl: 4_000_000_000 };
  const at = new Date().toISOString();
  await ports.table.commands.put({
    ...{ ...command, name: 'rules.put', wish: '{"rules":{}}', at, state: 'waiting' },
  });
  const Keys = { PK: { S: 'D#demo#COMMANDS' }, SK: { S: 'COMMAND#c' } };
  const { givenUp } = await carryOutCalled({ Records: [{ dynamodb: { Keys } }] }, ports);
  expect(givenUp).toHaveLength(1);
  expect(await get('/dealers/demo/commands/c')).toMatchObject({ state: 'failed' });
});

test('on AWS, too, what concerns all is carried out from its own partition', async () => {
  const wish = JSON.stringify({ batchId: 'not there' });
  const at = new Date().toISOString();
  await ports.table.commandsForAll.put({
    ...{ dealerId: null, commandId: 'b', channel: 'avito', who: 'anna', ttl: 4_000_000_000 },
    ...{ name: 'batch.resume', wish, at, state: 'waiting' },
  });
  const Keys = { PK: { S: 'SHARED#COMMANDS' }, SK: { S: 'COMMAND#b' } };
  await carryOutCalled({ Records: [{ dynamodb: { Keys } }] }, ports);
  expect(await get('/commands/b')).toMatchObject({ state: 'refused', reason: { code: 'batch-unknown' } });
});

test('files of all dealers that stand alike come together, the newest first and page by page', async () => {
  const { document } = aRun();
  const came = [
    ['north', 'n1', '2026-11-02T08:00:00.000Z', 'failed'],
    ['demo', 'd2', '2026-11-03T08:00:00.000Z', 'failed'],
    ['north', 'n2', '2026-11-03T08:00:00.000Z', 'failed'],
    ['north', 'n3', '2026-11-04T08:00:00.000Z', 'rejected'],
  ] as const;
  await ports.table.dealers.put({ dealerId: 'north', version: '1', configuration: aDealer({ id: 'north' }) });
  for (const [dealerId, documentId, receivedAt, status] of came)
    await ports.table.documents.put({ ...document, dealerId, documentId, receivedAt, status });
  const seen: string[] = [];
  for (let cursor = ''; ; ) {
    const { items, next } = await get(`/documents?state=failed&limit=1${cursor && `&cursor=${cursor}`}`);
    seen.push(...items.map(({ documentId }: { documentId: string }) => documentId));
    if (next === null) break;
    cursor = encodeURIComponent(next);
  }
  expect(seen.toSorted()).toEqual(['d2', 'n1', 'n2']);
  expect(seen.at(-1)).toBe('n1');
  expect((await ask('/documents', { headers: { cookie } })).status).toBe(400);
});

test('rules that are wrong are told why, and those in force change nothing', async () => {
  const rules = async (body: object) =>
    ask('/rules/try', { method: 'POST', body: { rules: body }, headers: { cookie } });
  expect((await rules({ nonsense: [] })).status).toBe(422);
  expect(await rules({})).toMatchObject({ status: 200, body: { changed: 0 } });
});

test('files of all products are made once and fetched by addresses of their own', async () => {
  const asked = await ask('/dealers/demo/exports', {
    method: 'POST',
    body: {},
    headers: { cookie, prefer: 'wait=10' },
  });
  expect(asked, JSON.stringify(asked.body)).toMatchObject({ status: 200, body: { state: 'done' } });
  const { files } = await get(`/dealers/demo/exports/${asked.body.id}`);
  const names = files.map(({ name }: { name: string }) => name.replace(/^demo-\d{4}-\d\d-\d\d/, ''));
  expect(names).toEqual(['.xlsx', '-products.csv', '-validations.csv', '-export.csv', '.html']);
  const key = (at: number) => files[at].url.replace('/api/files/artefacts/', '');
  expect([...(await ports.artefacts.read(key(0))).subarray(0, 2)]).toEqual([0x50, 0x4b]);
  expect(Buffer.from(await ports.artefacts.read(key(1))).toString()).toContain('TJTH');
});

test('a dealer’s lists are reported on', async () => {
  expect((await get('/dealers/demo/report')).totals).toMatchObject({ products: 1, published: 1 });
  expect(await get('/dealers/demo/host-test')).toEqual({ at: null, steps: [] });
});

test.each([
  'host-refuses',
  'live-url-wrong',
  'window-missed',
  'file-stuck',
  'load-failed',
  'feed-held-long',
])('the runbook has a section about %s', (code) => {
  const runbook = readFileSync(join(import.meta.dirname, '../../../infra/runbook.md'), 'utf8');
  expect(runbook).toContain(`\n## ${runbookSection(code)}\n`);
});
