import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { KNOWN, providersNow } from '#desk/health/providers.ts';
import { LABEL_NAMERS } from '#functions/catalogue/naming/label-namer.ts';
import { COLUMN_NAMERS } from '#functions/extract/name-columns.ts';
import { CHOOSERS } from '#functions/match/choosing/choosers.ts';
import { EMBEDDERS, similarityBy } from '#functions/match/embedder.ts';
import { helpersOf } from '#functions/match/helpers.ts';
import { PAGE_READERS, pageReadersOf } from '#pages/readers.ts';
import { PAGE_RECOGNIZERS } from '#pages/recognizers/recognizers.ts';
import { TransientFailure } from '#shared/errors.ts';
import { Parts } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { watchedProvider } from '#shared/providers.ts';
import { testPorts } from '../../fakes/ports.ts';

let given: Awaited<ReturnType<typeof testPorts>>;
let ports: Ports;
let now: Date;

beforeAll(async () => {
  given = await testPorts();
});
afterAll(() => given[Symbol.asyncDispose]());
beforeEach(async () => {
  now = new Date('2026-11-30T10:00:00.000Z');
  const parts = Parts.parse({ embedders: ['bedrock', 'lexical'], columnNamers: ['bedrock'] });
  // Each test has a process of its own: what one has written keeps no other from writing.
  const table = { ...given.table };
  ports = { ...given, table, parts, clock: () => now };
  for (const standing of await table.providers.query({})) await table.providers.remove(standing);
  for (const breaker of await table.breakers.query({})) await table.breakers.remove(breaker);
});

const standing = async (place: string, name: string) =>
  (await providersNow(ports)).find((one) => one.place === place && one.name === name);
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const embedding = (embed: Ports['embeddings']['embed']) => ({ model: 'titan', dimensions: 2, embed });
const away = embedding(async () => {
  throw new TransientFailure('the service is busy', { stage: 'test' });
});
const present = embedding(async (texts) => ({
  vectors: texts.map(() => new Float32Array([1, 0])),
  usage: { calls: 1 } as never,
}));

describe('Who understands documents', () => {
  test('is named in the order of the configuration, those that nobody asks behind', async () => {
    const providers = await providersNow(ports);
    const told = providers.map(({ place, name, priority, status }) => [place, name, priority, status]);
    expect(told).toEqual([
      ['pageReaders', 'pdfium', 1, 'idle'],
      ['pageReaders', 'pdfjs', 2, 'idle'],
      ['pageReaders', 'spreadsheet', 3, 'idle'],
      ['pageRecognizers', 'textract', null, 'off'],
      ['pageRecognizers', 'bedrock', null, 'off'],
      ['columnNamers', 'bedrock', 1, 'idle'],
      ['labelNamers', 'bedrock', null, 'off'],
      ['embedders', 'bedrock', 1, 'idle'],
      ['embedders', 'lexical', 2, 'idle'],
      ['tieBreakers', 'bedrock', null, 'off'],
      ['inheritors', 'bedrock', null, 'off'],
    ]);
    expect(providers.some(({ active, lastChecked }) => active || lastChecked)).toBe(false);
  });

  test('does not answer: the next one does, and both are told; once it is back it is the one again', async () => {
    const measured = await similarityBy(helpersOf({ ...ports, embeddings: away }).embedders, [
      'Summit',
      'Rave',
    ]);
    expect(measured.engine).toMatchObject({
      name: 'lexical',
      declined: [{ name: expect.stringContaining('bedrock') }],
    });
    expect(await standing('embedders', 'bedrock')).toMatchObject({
      ...{ status: 'offline', active: false, lastChecked: '2026-11-30T10:00:00.000Z' },
      ...{ service: 'bedrock-embedding', detail: 'the service is busy' },
    });
    expect(await standing('embedders', 'lexical')).toMatchObject({ status: 'online', active: true });
    later(1);
    await similarityBy(helpersOf({ ...ports, embeddings: present }).embedders, ['Summit', 'Skandic']);
    expect(await standing('embedders', 'bedrock')).toMatchObject({
      ...{ status: 'online', active: true, detail: null, lastChecked: '2026-11-30T10:01:00.000Z' },
    });
    expect(await standing('embedders', 'lexical')).toMatchObject({ status: 'online', active: false });
  });

  test('is left alone by its breaker: that is told, whoever was asked last', async () => {
    const until = Date.parse('2026-11-30T10:02:00.000Z');
    const open = {
      state: 'open',
      failures: 5,
      successes: 0,
      openUntil: until,
      probeUntil: 0,
      revision: 1,
    } as const;
    await ports.table.breakers.put({ service: 'bedrock-language', ...open });
    expect(await standing('columnNamers', 'bedrock')).toMatchObject({
      status: 'offline',
      detail: 'left alone until 2026-11-30T10:02:00.000Z',
    });
    expect(await standing('embedders', 'bedrock')).toMatchObject({ status: 'idle' });
    expect(await standing('tieBreakers', 'bedrock')).toMatchObject({ status: 'off' });
    later(3);
    expect(await standing('columnNamers', 'bedrock')).toMatchObject({ status: 'idle' });
  });

  test('reads what is its own: a file of another kind is no failure of a reader', async () => {
    const csv = new TextEncoder().encode('Code;Model;Price\nTJTA;Summit;18750\n');
    const readers = pageReadersOf(ports);
    for (const reader of readers)
      await reader.open(csv).then(
        (document) => document.close(),
        () => null,
      );
    expect(await standing('pageReaders', 'pdfium')).toMatchObject({ status: 'idle' });
    expect(await standing('pageReaders', 'spreadsheet')).toMatchObject({ status: 'online', active: true });
  });
});

describe('How a provider stands', () => {
  const place = 'embedders';
  const asked = (embed: () => Promise<string>, table: unknown = ports.table) =>
    watchedProvider({ place, name: 'lexical' }, { embed }, 'embed', {
      ...ports,
      table: table as Ports['table'],
    });

  test('is written once in five minutes, and at once when it changes', async () => {
    const written: string[] = [];
    const table = { providers: { put: async ({ ended }: { ended: string }) => void written.push(ended) } };
    let answers = true;
    const provider = asked(async () => {
      if (!answers) throw new Error('broken');
      return 'vector';
    }, table);
    const call = () => provider.embed().catch(() => null);
    for (let times = 0; times < 3; times++) await call();
    answers = false;
    for (let times = 0; times < 3; times++) await call();
    answers = true;
    await call();
    later(6);
    await call();
    expect(written).toEqual(['answered', 'failed', 'answered', 'answered']);
  });

  test('changes nothing of its answer where it cannot be written', async () => {
    const table = { providers: { put: () => Promise.reject(new Error('no right')) } };
    expect(await asked(async () => 'vector', table).embed()).toBe('vector');
    const refusal = new TransientFailure('later', { stage: 'test' });
    await expect(asked(() => Promise.reject(refusal), table).embed()).rejects.toBe(refusal);
  });
});

test('Who may be asked is told by name, and each name is one that the configuration takes', () => {
  const registries = {
    pageReaders: PAGE_READERS,
    pageRecognizers: PAGE_RECOGNIZERS,
    columnNamers: COLUMN_NAMERS,
    labelNamers: LABEL_NAMERS,
    embedders: EMBEDDERS,
    tieBreakers: CHOOSERS,
    inheritors: CHOOSERS,
  };
  for (const [place, registry] of Object.entries(registries))
    expect(KNOWN[place as keyof typeof KNOWN].toSorted(), place).toEqual(Object.keys(registry).sort());
});
