import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { Catalogue } from '#contracts/catalogue.ts';
import { readSpecBook } from '#functions/catalogue/read-spec-book.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { sha256 } from '#shared/hash.ts';
import { type CatalogueScore, type GoldBook, scoreCatalogue, shareOf, sharesOf } from './score-catalogue.ts';

/** Manufacturers' own books lie beside the project, never in it. */
const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
const BOOKS = `${SHARED}fixtures/spec-books/`;
const books = existsSync(BOOKS) ? readdirSync(BOOKS).filter((name) => name.endsWith('.pdf')) : [];

/** What the ads' Power, EngineCapacity, Stroke, PersonCapacity and TrackWidth are filled from. */
const FIELDS_OF_ADS = [
  'engines.name',
  'engines.stroke',
  'engines.displacementCc',
  'engines.powerHp',
  'tracks.',
  'seating',
  'seatsPrinted',
];

/** What a listing is made of, in books of every year. */
const KEY_FIELDS = ['engines.', 'tracks.', 'seat', 'starter', 'dimensions.'];

if (books.length === 0)
  console.info('The spec books are not beside the project: their golden tests are skipped.');

test.runIf(books.length > 0)('every book beside the project has its gold', () => {
  expect(books.map((name) => goldOf(name).models.length)).not.toContain(0);
});

describe.each(books)('%s against its gold', (name) => {
  const gold = goldOf(name);
  const pictures = new Map<string, Uint8Array>();
  let catalogue: Catalogue;
  let score: CatalogueScore;

  beforeAll(async () => {
    catalogue = await read(name, pictures);
    score = scoreCatalogue(catalogue, gold);
    console.info(`${name}: exact per field\n${sharesOf(score).join('\n')}`);
  });

  test('brand and model year are those of the cover', () => {
    expect([catalogue.brand, catalogue.modelYear]).toEqual([gold.brand, gold.model_year]);
  });

  test('every model page is found and none invented', () => {
    expect({ missing: score.missing, invented: score.invented }).toEqual({ missing: [], invented: [] });
  });

  test('at least 99 % of the fields of engines and tracks are exact', () => {
    expect(shareOf(score, 'engines.')).toBeGreaterThanOrEqual(0.99);
    expect(shareOf(score, 'tracks.')).toBeGreaterThanOrEqual(0.99);
  });

  test.each(FIELDS_OF_ADS)('%s: all are exact, the ads are filled from them', (field) => {
    expect(shareOf(score, field)).toBe(1);
  });

  test.each(KEY_FIELDS)('%s: at least 98 % are exact', (field) => {
    expect(shareOf(score, field)).toBeGreaterThanOrEqual(0.98);
  });

  // The excerpt's gold holds what the contract has no field for: what a machine is for, its battery.
  test.skipIf(name.includes('EXCERPT'))('at least 99.9 % of all fields are exact', () => {
    expect(shareOf(score, '')).toBeGreaterThanOrEqual(0.999);
  });

  test('every value of the ads tells the page and box that print it', () => {
    const engines = catalogue.models.flatMap(({ engines: columns }) => columns);
    for (const { places, ...engine } of engines)
      for (const field of ['name', 'stroke', 'displacementCc', 'powerHp'] as const)
        if (engine[field] !== null) expect(places[field]?.box).toHaveLength(4);
    for (const { tracks, places } of catalogue.models) {
      expect(places.seating?.box).toHaveLength(4);
      for (const { place } of tracks) expect(place?.box).toHaveLength(4);
    }
  });

  test('every model has its own picture, larger than an icon', () => {
    const keys = catalogue.models.map(({ picture }) => picture?.key ?? 'none');
    expect(new Set(keys)).toEqual(new Set(pictures.keys()));
    for (const { picture } of catalogue.models) expect(picture?.widthPx).toBeGreaterThan(300);
  });
});

async function read(name: string, pictures: Map<string, Uint8Array>): Promise<Catalogue> {
  const bytes = readFileSync(BOOKS + name);
  const storePicture = async (picture: Uint8Array) => {
    const key = sha256(picture);
    pictures.set(key, picture);
    return key;
  };
  const extractedAt = '2026-09-02T00:00:00.000Z';
  const options = { readers: [pdfiumReader], extractedAt, storePicture };
  return Catalogue.parse(await readSpecBook(bytes, { name, sha256: sha256(bytes) }, options));
}

const goldOf = (name: string): GoldBook =>
  JSON.parse(readFileSync(`${SHARED}gold/spec-books/${basename(name, '.pdf')}.json`, 'utf8'));
