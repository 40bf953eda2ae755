import { describe, expect, test } from 'vitest';
import type { Source } from '#contracts/matched.ts';
import type { Place } from '#contracts/shown-ad.ts';
import { placesOf as placesIn } from '#desk/ads/places.ts';
import { previewAd } from '#desk/ads/preview.ts';
import { byCode, findProduct, type Shown } from '#desk/ads/shown.ts';
import { traceAd, withCrops } from '#desk/ads/trace.ts';
import { SetStock, setStock } from '#desk/stock/stock.ts';
import { showVerdict } from '#desk/verdicts/verdicts.ts';
import { previewPage } from '#functions/reports/ad/preview-page.ts';
import { tracePage } from '#functions/reports/ad/trace-page.ts';
import { reason } from '#messages/reason.ts';
import { sha256 } from '#shared/hash.ts';
import { inChannel } from '#shared/in-channel.ts';
import { writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { validAd } from '../../fakes/ads.ts';
import { deskOn } from '../../fakes/desk.ts';
import { anAd, aRun } from '../../fakes/listed.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';
import { build, dropList, goLive, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';

const { document, validated } = aRun();
const LIST = { ...document, sha256: 'c'.repeat(64) };

const shown = (listing: Shown['listing']): Shown => {
  const [product] = validated.products;
  if (!product) throw new Error('a run of one machine has one');
  return { dealer: aDealer(), document: LIST, listing, product, rules: validated.rules };
};

const placesOf = (tag: string, listing: Shown['listing']): Place[] => placesIn(tag, shown(listing));

test('a field of a spreadsheet’s row is traced to its cells and what they hold, also where matching took it', () => {
  const box: Place['box'] = [0, 0, 10, 10];
  const onList: Source = {
    ...{ document: 'list.pdf', page: 1, box, rule: null, inherited: false, confidence: 1 },
  };
  const listing = aListing({
    extracted: { cells: { engine: box }, addresses: { engine: 'Sheet1!D7' } },
    matched: { sources: { EngineType: onList } },
  });
  for (const tag of ['Title', 'EngineType'])
    expect(placesOf(tag, listing)).toMatchObject([
      { cells: [{ address: 'Sheet1!D7', text: '850 E-TEC' }], sha256: LIST.sha256 },
    ]);
});

test('a value from the book is traced to the version of the book that was read', () => {
  const box: Place['box'] = [0, 0, 10, 10];
  const inBook: Source = {
    ...{ document: 'book.pdf', page: 7, box, rule: null, inherited: false, confidence: 1 },
  };
  const listing = aListing({ matched: { sources: { Power: inBook } } });
  expect(placesOf('Power', listing)).toEqual([
    { document: 'book.pdf', sha256: 'b'.repeat(64), page: 7, box, cells: [] },
  ]);
});

test('no picture is drawn from another file that came under the same name', async () => {
  await using ports = await testPorts();
  const newer = Buffer.from('another list');
  await ports.inbox.write(LIST.key, newer.toString(), 'application/pdf');
  await ports.table.documents.put(LIST);
  await ports.table.documents.put({ ...LIST, documentId: 'd2', sha256: sha256(newer) });
  const place: Place = {
    ...{ document: LIST.name, sha256: LIST.sha256, page: 1, box: [0, 0, 1, 1], cells: [] },
  };
  const [field] = await withCrops([{ tag: 'Title', places: [place] }], 'demo', ports);
  expect(field?.places).toEqual([{ ...place, crop: { reason: reason('crop-file-gone') } }]);
});

/** Keeps a list of one machine, TJTH of that year, as a run leaves it. */
const keepList = async (modelYear: number, ports: Ports): Promise<void> => {
  const documentId = `d-${modelYear}`;
  const cells = { modelCode: [60, 100, 90, 110] as Place['box'] };
  const run = aRun({
    extracted: { modelYear, cells },
    validated: { ad: anAd({ id: `SKIDOO-TJTH-${modelYear}` }) },
  });
  const names = ['extracted', 'matched', 'validated'] as const;
  const artefacts = Object.fromEntries(names.map((name) => [name, `runs/${documentId}/${name}.json`]));
  for (const name of names) await writeJson(ports.artefacts, artefacts[name] as string, run[name]);
  const record: DocumentRecord = { ...LIST, documentId, artefacts };
  await ports.table.documents.put(record);
  await ports.table.lists.put({
    ...{ dealerId: 'demo', brand: 'SKI-DOO', modelYear, market: 'FI', sha256: LIST.sha256 },
    ...{ documentId, runId: 'run-1', order: '1' },
  });
};

test('of a code that stands on the lists of two years the ad’s own machine is found', async () => {
  await using ports = await testPorts();
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration: aDealer({ id: 'demo' }) });
  for (const modelYear of [2025, 2026]) await keepList(modelYear, ports);
  for (const modelYear of [2025, 2026]) {
    const found = await findProduct('demo', ({ ad }) => ad?.id === `SKIDOO-TJTH-${modelYear}`, ports);
    expect(found?.product.modelYear).toBe(modelYear);
  }
  expect(await findProduct('demo', byCode('tjth'), ports)).not.toBeNull();
  expect(await findProduct('demo', byCode('NONE'), ports)).toBeNull();
});

describe('An ad that is live', () => {
  const AD = 'SKIDOO-TJTH-2026';

  /** A list in force, its ad in version 1 and dearer in 2; 1 was proven at the URL, 2 could not be brought. */
  const live = async () => {
    const ports = await testPorts();
    await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration: aDealer({ id: 'demo' }) });
    await keepList(2026, ports);
    const { artefacts = {} } = (await ports.table.documents.query({ dealerId: 'demo' }))[0] ?? {};
    await ports.artefacts.write(artefacts.validated ?? '', JSON.stringify(validatedAd()), 'application/json');
    const priced = (price: string) => withAd('TJTH', { adId: AD, ad: { ...validAd(AD), ...ad(price) } });
    await dropList(ports, '1', [priced('2500000')]);
    await build(ports);
    await goLive(ports, 1);
    await dropList(ports, '2', [priced('2600000')]);
    await build(ports);
    await receipt(ports, 1, 'delivered');
    await receipt(ports, 2, 'queued');
    return ports;
  };
  const ad = (Price: string) => ({ id: AD, fields: { ...validAd(AD).fields, Price } });
  const validatedAd = () =>
    aRun({ extracted: { modelYear: 2026 }, validated: { ad: anAd({ id: AD }) } }).validated;
  const receipt = (ports: Ports, feedVersion: number, outcome: 'delivered' | 'queued') =>
    ports.table.deliveries.put({
      ...{ dealerId: 'demo', window: 'manual', sequence: `r${feedVersion}`, feedVersion, outcome, bytes: 1 },
      ...{ sha256: 'a', seconds: 1, attempts: 1, server: '', url: 'https://north.example/feed.xml' },
      ...{ warnings: [], at: `2026-11-0${feedVersion}T10:00:00.000Z` },
      ...(outcome === 'queued' && { reason: reason('login-refused', { detail: '530' }) }),
    });

  test('tells who said of the stock what stands in it, piece by piece', async () => {
    await using ports = await live();
    const rows = ['2BPSCA0A1RV000123', '2BPSCA0A1RV000999'].map((vin) => ({
      modelCode: 'TJTH',
      values: { vin, quantity: 1 },
    }));
    await setStock({ who: 'anna' }, SetStock.parse({ dealerId: 'demo', rows }), deskOn(ports));
    for (const [adId, vin] of [
      [AD, '2BPSCA0A1RV000123'],
      [`${AD}-2BPSCA0A1RV000999`, '2BPSCA0A1RV000999'],
    ] as const) {
      const { fields, isOffered } = await traceAd({ adId }, ports);
      expect(isOffered).toBe(true);
      const field = fields.find(({ tag }) => tag === 'VIN');
      expect(field).toMatchObject({
        value: vin,
        sources: [{ code: 'from-stock-word', values: { by: 'anna' } }],
      });
    }
  });

  test('is shown and traced as the feed has it: its price by the dealer’s word, each piece, and what is sold', async () => {
    await using ports = await live();
    const say = (row: object) =>
      setStock(
        { who: 'anna' },
        SetStock.parse({ dealerId: 'demo', rows: [{ modelCode: 'TJTH', ...row }], confirmed: true }),
        deskOn(ports),
      );
    await say({ values: { price: { amount: '2221000.00', currency: 'RUB' } } });
    for (const vin of ['2BPSCA0A1RV000123', '2BPSCA0A1RV000999']) await say({ values: { vin, quantity: 1 } });
    await say({ piece: '2BPSCA0A1RV000123', values: { quantity: 0 } });
    const other = `${AD}-2BPSCA0A1RV000999`;
    const ads = [
      { id: AD, out: 'sold' },
      { id: other, out: null },
    ];
    const shown = await previewAd({ modelCode: 'TJTH' }, ports);
    expect(shown).toMatchObject({ ads, out: null, product: { ad: { id: other } } });
    expect(shown.product.ad?.fields).toMatchObject({ Price: '2221000', VIN: '2BPSCA0A1RV000999' });
    expect(JSON.stringify(shown.product.derivation)).toContain('2221000');
    expect(shown.fields.find(({ tag }) => tag === 'Price')?.sources[0]?.code).toBe('from-stock-word');
    const sold = await previewAd({ modelCode: 'TJTH', adId: AD }, ports);
    expect(sold.out).toBe('sold');
    expect(previewPage(sold)).toContain('Stays out of the feed');
    expect(previewPage(sold)).toContain(other);
    await expect(previewAd({ modelCode: 'TJTH', adId: 'NONE' }, ports)).rejects.toThrow('NONE');
    const trace = await traceAd({ adId: AD }, ports);
    expect(trace).toMatchObject({ isOffered: true, out: 'sold' });
    expect(trace.origins[0]).toMatchObject({ code: 'made-state', values: { state: 'sold' } });
    expect(trace.origins[0]?.values.reasons).toContainEqual({ code: 'ad-sold', values: {} });
    expect((await traceAd({ adId: other }, ports)).out).toBeNull();
  });

  test('is followed from the cells of its row through match, book and feeds to its URL', async () => {
    await using ports = await live();
    const trace = await traceAd({ adId: AD }, ports);
    expect(trace.row?.cells).toContainEqual({
      ...{ column: 'modelCode', text: 'TJTH', address: null, box: expect.any(Array) },
    });
    const { matched } = aListing();
    expect(trace.match).toMatchObject({ avitoModel: matched.avitoModel, method: matched.method });
    expect(trace.entry).toMatchObject({ document: 'book.pdf', page: matched.spec?.page });
    expect(trace.history).toMatchObject([
      { version: 1, change: 'added', delivery: { sequence: 'r1', outcome: 'delivered' } },
      { version: 2, change: 'changed', delivery: { sequence: 'r2', outcome: 'queued' } },
    ]);
    expect(trace.live).toEqual({ version: 1, url: aDealer().feed.publicUrl, holdsAd: true });
    const page = tracePage(trace).replaceAll(/<[^>]*>/g, ' ');
    const steps = [
      '1. The row',
      '2. The match',
      '3. The book',
      '4. The ad',
      '5. Feeds',
      'receipt r1',
      'receipt r2',
    ];
    const places = [...steps, '6. At the URL', 'serves version 1, with this ad'].map((step) =>
      page.indexOf(step),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
  });

  test('goes on to the marketplace, whose refusal leads back to the cells of the row', async () => {
    await using ports = await live();
    const at = '2026-11-01T00:20:00.000Z';
    const message = { code: '9600', type: 'error', title: 'Сократите описание', description: 'Не больше' };
    await ports.table.verdicts.put({
      ...{
        dealerId: 'demo',
        adId: AD,
        standing: 'refused',
        live: true,
        status: 'active',
        section: 'error_params',
      },
      ...{
        sectionTitle: null,
        messages: [message],
        avitoId: '7654321098',
        formerIds: [],
        url: null,
        endsAt: null,
      },
      ...{ since: at, uploadId: '501', loadedAt: at, feedVersion: 1, refusals: {} },
    });
    const trace = await traceAd({ adId: AD }, ports);
    expect(trace.verdict).toMatchObject({ standing: 'refused', avitoId: '7654321098', since: at });
    expect(tracePage(trace)).toContain('Avito says: Сократите описание: Не больше (9600).');
    const { messages, since } = await showVerdict({ ad: AD, dealerId: 'demo' }, ports);
    const [field] = messages[0]?.fields ?? [];
    expect(field).toMatchObject({ tag: 'Description', places: [{ page: 1, box: [60, 100, 90, 110] }] });
    expect(since).toMatchObject([{ version: 2, change: 'changed', fields: [{ tag: 'Price' }] }]);
  });

  test('is not in what the URL serves while an interim body without it goes, and is traced in its own channel', async () => {
    await using ports = await live();
    const [first] = await ports.table.feeds.query({ dealerId: 'demo' });
    const without = String(await ports.artefacts.read(first?.key ?? '')).replace(/<Ad>.*<\/Ad>/s, '');
    await ports.artefacts.write('interim.xml', without, 'application/xml');
    const interim = { key: 'interim.xml', sha256: 'b', bytes: without.length };
    await ports.table.feeds.patchIf({ dealerId: 'demo', version: 1 }, { interim });
    expect((await traceAd({ adId: AD }, ports)).live).toMatchObject({ version: 1, holdsAd: false });
    const elsewhere = traceAd({ adId: AD }, inChannel('classifieds', ports));
    await expect(elsewhere).rejects.toMatchObject({ reason: { code: 'ad-unknown' } });
  });
});
