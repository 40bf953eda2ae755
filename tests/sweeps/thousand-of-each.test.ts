import { afterAll, beforeAll, expect, test } from 'vitest';
import { reason } from '#messages/reason.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { ROUTES } from '../../functions/api/routes.ts';
import { type Answered, apiOn } from '../fakes/api.ts';
import { aDealer } from '../fakes/listings.ts';
import { withAd } from '../fakes/lists.ts';
import { testPorts } from '../fakes/ports.ts';

/** One more than what a table, a page or a loop would hold by a round number. */
const COUNT = 1_001;
const NUMBERS = Array.from({ length: COUNT }, (_, at) => at);

const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 10) + minutes * 60_000).toISOString();
const code = (number: number): string => `Q${String(number).padStart(4, '0')}`;
const HASH = 'a'.repeat(64);
const FEED = 'feeds/demo/feed.xml';
const dealerId = 'demo';

/** Many of one kind, as the stages and people write them; no two alike. */
const PUT: Record<string, (ports: Ports) => Promise<unknown>> = {
  offers: async ({ table }) => {
    await table.offers.putAll(NUMBERS.map((n) => ({ ...withAd(code(n)), order: '1' })));
    const list = { dealerId, brand: 'SKI-DOO', modelYear: 2026, market: 'FI', order: '1' };
    await table.lists.put({ ...list, sha256: HASH, documentId: 'd1', runId: 'r' });
  },
  documents: ({ table }) =>
    table.documents.putAll(
      NUMBERS.map((n) => ({
        ...{
          dealerId,
          documentId: sha256(code(n)),
          key: `inbox/demo/${code(n)}.pdf`,
          name: `${code(n)}.pdf`,
        },
        // Ten of each minute: what came together is told apart, too.
        ...{
          version: 'v',
          bytes: 1,
          receivedAt: at(Math.floor(n / 10)),
          claimedBy: 'x',
          runId: 'r',
          redrives: 0,
        },
        ...{ status: 'failed' as const, ending: { status: 'failed' as const, reason: reason('not-ended') } },
        ...{
          lists: [{ brand: 'LYNX', modelYear: 2026, market: code(n) }],
          artefacts: { validated: 'runs/demo/x' },
        },
      })),
    ),
  feeds: async ({ table, artefacts }) => {
    await artefacts.write(FEED, '<Ads formatVersion="3" target="Avito.ru"/>', 'application/xml');
    await table.feeds.putAll(
      NUMBERS.map((n) => ({
        ...{ dealerId, version: n + 1, key: FEED, sha256: HASH, bytes: 1, ads: n, revision: n },
        ...{ status: 'delivered' as const, builtAt: at(n) },
      })),
    );
    await table.channelStates.add({ dealerId }, { builtFeed: COUNT });
  },
  deliveries: ({ table }) =>
    table.deliveries.putAll(
      NUMBERS.map((n) => ({
        ...{ dealerId, window: at(n), sequence: code(n), feedVersion: 1, outcome: 'unchanged' as const },
        ...{
          bytes: 1,
          sha256: HASH,
          seconds: 1,
          attempts: 1,
          server: 'x',
          url: 'https://x.example',
          at: at(n),
        },
        warnings: [],
      })),
    ),
  knowledge: ({ table }) =>
    table.meanings.putAll(
      NUMBERS.map((n) => ({
        ...{ scope: 'D#demo', kind: 'label' as const, text: code(n), section: '', printed: code(n) },
        ...{ means: null, taughtBy: 'test', taughtAt: at(n) },
      })),
    ),
  matches: ({ table }) =>
    table.manualMatches.putAll(
      NUMBERS.map((n) => ({
        ...{ dealerId, model: `model ${code(n)}`, modelCode: code(n), name: 'x', printed: 'x' },
        ...{ contradictions: [], setBy: 'test', setAt: at(n) },
      })),
    ),
  members: ({ table }) =>
    table.seats.putAll(
      NUMBERS.map((n) => ({
        ...{ dealerId, memberId: code(n), role: 'viewer' as const, email: `${code(n)}@x.example` },
        ...{ name: code(n), givenBy: 'test', at: at(n) },
      })),
    ),
  tokens: ({ table }) =>
    table.dealerTokens.putAll(
      NUMBERS.map((n) => ({
        ...{ digest: sha256(code(n)), dealerId, name: code(n), role: 'viewer' as const, createdBy: 'test' },
        ...{ createdAt: at(n), expiresAt: '2999-01-01T00:00:00.000Z' },
      })),
    ),
  questions: ({ table }) =>
    table.reviews.putAll(
      NUMBERS.map((n) => ({
        ...{
          dealerId,
          subject: `SKI-DOO#2026#${code(n)}#vanished`,
          kind: 'vanished' as const,
          brand: 'SKI-DOO',
        },
        ...{ modelYear: 2026, market: 'FI', modelCode: code(n), adId: code(n), reasons: [], candidates: [] },
        ...{
          proposed: '',
          documentId: code(n),
          document: `${code(n)}.pdf`,
          page: null,
          box: null,
          order: '1',
        },
        ...{ status: 'open' as const, openedAt: at(n), updatedAt: at(n) },
      })),
    ),
  answers: ({ table }) =>
    table.givenAnswers.putAll(
      NUMBERS.map((n) => ({
        ...{
          dealerId,
          question: sha256(code(n)),
          kind: 'guard' as const,
          asks: reason('not-ended'),
          option: 'x',
        },
        ...{
          says: reason('not-ended'),
          codes: [code(n)],
          modelYears: [2026],
          basis: 'x',
          steps: [],
          part: 0,
        },
        ...{ by: 'test', at: at(n) },
      })),
    ),
  stock: ({ table }) =>
    table.stock.putAll(
      NUMBERS.map((n) => ({
        ...{ dealerId, modelCode: code(n), piece: '', revision: 1 },
        values: { note: { value: code(n), source: { by: 'test', at: at(n) }, order: at(n) } },
      })),
    ),
  pictures: ({ table }) =>
    table.pictures.putAll(
      NUMBERS.map((n) => ({
        ...{ dealerId, name: `${sha256(code(n))}.jpg`, file: code(n), upload: code(n), bytes: 1 },
        ...{ widthPx: 800, heightPx: 600, keptBy: 'test', keptAt: at(Math.floor(n / 10)) },
      })),
    ),
  verdicts: ({ table }) =>
    table.verdicts.putAll(
      NUMBERS.map((n) => ({
        ...{ dealerId, adId: code(n), standing: 'active' as const, live: true, status: null, section: null },
        ...{
          sectionTitle: null,
          messages: [],
          avitoId: null,
          formerIds: [],
          url: null,
          endsAt: null,
          since: at(n),
        },
        ...{ uploadId: '1', loadedAt: at(n), feedVersion: 1, refusals: {} },
      })),
    ),
  loads: ({ table }) =>
    table.uploads.putAll(
      NUMBERS.map((n) => ({
        ...{
          dealerId,
          uploadId: String(n),
          source: null,
          status: 'success',
          startedAt: at(n),
          seenAt: at(n),
        },
        ...{ window: at(n), total: 1, sections: {}, events: [], outcome: 'judged' as const, counts: null },
        ...{ copy: 'unknown' as const, feedVersion: 1, feedSha256: HASH, alarms: [], unknownCodes: {} },
        ...{ snapshot: null, judged: null },
      })),
    ),
  windows: ({ table }) =>
    table.windowVerdicts.putAll(
      NUMBERS.map((n) => ({
        ...{ dealerId, window: at(n), outcome: 'no-load' as const, uploadId: null, counts: null, alarms: [] },
        at: at(n),
      })),
    ),
  audit: ({ audit }) =>
    Promise.all(
      NUMBERS.map((n) =>
        audit.append({
          ...{ scope: 'D#demo', month: '2026-11', at: at(Math.floor(n / 10)), id: code(n), who: 'test' },
          ...{ step: 'intended' as const, action: 'x', subject: code(n), details: {} },
        }),
      ),
    ),
};

/** What tells an item of a list from its neighbours, as it was put; null: it is none of those. */
// biome-ignore lint/suspicious/noExplicitAny: each list has items of its own
const ITEM: Record<string, (item: any) => unknown> = {
  offers: ({ modelCode }) => modelCode,
  documents: ({ file }) => file.slice(0, 5),
  feeds: ({ version }) => code(version - 1),
  deliveries: ({ sequence }) => sequence,
  knowledge: ({ kind, text }) => (kind === 'label' ? text : null),
  matches: ({ modelCode }) => modelCode,
  members: ({ name }) => name,
  tokens: ({ name }) => (name === '1C' ? null : name),
  questions: ({ asks }) => (asks.code === 'ask-vanished' ? asks.values.codes[0] : null),
  answers: ({ codes }) => codes[0],
  stock: ({ modelCode }) => modelCode,
  pictures: ({ file }) => file,
  verdicts: ({ adId }) => adId,
  loads: ({ uploadId }) => code(Number(uploadId)),
  windows: ({ window }) => code((Date.parse(window) - Date.parse(at(0))) / 60_000),
  audit: ({ subject }) => subject,
  lists: ({ market }) => market,
  'by-hand': ({ reason: { code: what }, subject }) => (what === 'hand-match' ? subject : null),
  tasks: ({ reason: { code: what, values } }) => (what === 'file-failed' ? values.file.slice(0, 5) : null),
};

/** What a dealer has few of, such as channels and the days of a month, and what lies within one file or ad. */
const FEW = [
  ...['served', 'costs', 'documents/{document}/pages', 'ads/{ad}/history', 'days'],
  ...['rules', 'rules/templates', 'market/sources'],
  // What one artefact, or one look at all prices, holds whole: paged as every list is.
  ...['ranking', 'market/machines'],
];

/** Each page of a thousand things that wait is worked out anew, which takes half a minute: by hand. */
const SLOW = process.env.MATRICES === 'whole' ? [] : ['tasks'];

const PATHS = ROUTES.filter((route) => 'page' in route)
  .map(({ path }) => path)
  .filter((path) => path.startsWith('/dealers/{dealerId}/'))
  .map((path) => path.replace('/dealers/{dealerId}/', ''))
  .filter((path) => ![...FEW, ...SLOW].includes(path));

const TOKEN = `fwt_demo_${'t'.repeat(43)}`;
const OTHERS = `fwt_other_${'t'.repeat(43)}`;

let ports: Awaited<ReturnType<typeof testPorts>>;
let ask: (path: string) => Promise<Answered>;
let askOthers: (path: string) => Promise<Answered>;
let reported: unknown[];

beforeAll(async () => {
  ports = await testPorts();
  // Else each page of tasks waits for a host that there is none of.
  ports.web = { get: async () => ({ status: 404, bytes: 0, sha256: HASH }) };
  ports.clock = () => new Date('2026-11-12T00:00:00Z');
  for (const [id, token] of [
    ['demo', TOKEN],
    ['other', OTHERS],
  ] as const) {
    const feed = { publicUrl: `https://${id}.example/feed.xml`, path: '/feed.xml' };
    await ports.table.dealers.put({ dealerId: id, version: '1', configuration: aDealer({ id, feed }) });
    await ports.table.dealerTokens.put({
      ...{ digest: sha256(token), dealerId: id, name: '1C', role: 'dealer-admin', createdBy: 'test' },
      ...{ createdAt: at(0), expiresAt: '2999-01-01T00:00:00.000Z' },
    });
  }
  for (const put of Object.values(PUT)) await put(ports);
  const api = apiOn(ports);
  ask = (path) => api.ask(`/dealers/demo/${path}`, { token: TOKEN });
  reported = api.reported;
  askOthers = (path) => api.ask(`/dealers/other/${path}`, { token: OTHERS });
});
afterAll(() => ports[Symbol.asyncDispose]());

/** Every page of a list, and the cursors between them. */
const walk = async (path: string) => {
  const [items, cursors]: [unknown[], string[]] = [[], []];
  for (let next: string | null = ''; next !== null; ) {
    const { status, body } = await ask(`${path}?limit=200${next && `&cursor=${next}`}`);
    expect(status, `${JSON.stringify(body)} ${reported.map(String)}`).toBe(200);
    items.push(...body.items);
    next = body.next;
    if (next !== null) cursors.push(next);
  }
  return { items, cursors };
};

test.each(PATHS)('of 1,001 %s each is seen once, by cursors of this list, dealer and query', async (path) => {
  const { items, cursors } = await walk(path);
  const seen = items.map(ITEM[path] ?? (() => `tell here what 1,001 ${path} are`)).filter(Boolean);
  expect(seen).toHaveLength(COUNT);
  expect(new Set(seen)).toEqual(new Set(NUMBERS.map(code)));
  const [cursor] = cursors;
  const elsewhere = path === 'stock' ? 'matches' : 'stock';
  expect((await askOthers(`${path}?cursor=${cursor}`)).status).toBe(400);
  expect((await ask(`${elsewhere}?cursor=${cursor}`)).status).toBe(400);
  expect((await ask(`${path}?cursor=${cursor}&channel=drom`)).status).toBe(400);
});

test.each([
  ['documents', 'state=failed'],
  ['verdicts', 'standing=active'],
  ['audit', 'since=2026-11-01'],
])('a cursor of all %s is none of those with %s', async (path, query) => {
  const { next } = (await ask(`${path}?limit=2`)).body;
  expect((await ask(`${path}?limit=2&cursor=${next}`)).status).toBe(200);
  expect((await ask(`${path}?limit=2&cursor=${next}&${query}`)).status).toBe(400);
});
