import { expect, test } from 'vitest';
import type { Source } from '#contracts/matched.ts';
import type { Place } from '#contracts/shown-ad.ts';
import { byCode, findProduct, type Shown } from '#desk/ads/shown.ts';
import { placesOf as placesIn, withCrops } from '#desk/ads/trace.ts';
import { sha256 } from '#shared/hash.ts';
import { writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { anAd, aRun } from '../../fakes/listed.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';
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
  expect(field?.places).toEqual([{ ...place, crop: { reason: 'The file is no longer in the inbox.' } }]);
});

/** Keeps a list of one machine, TJTH of that year, as a run leaves it. */
const keepList = async (modelYear: number, ports: Ports): Promise<void> => {
  const documentId = `d-${modelYear}`;
  const run = aRun({ extracted: { modelYear }, validated: { ad: anAd({ id: `SKIDOO-TJTH-${modelYear}` }) } });
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
