import { expect, test } from 'vitest';
import { Catalogue } from '#contracts/catalogue.ts';
import type { RunState } from '#contracts/state.ts';
import { putInForce } from '#functions/catalogue/put-in-force.ts';
import { cataloguesOf } from '#shared/catalogues.ts';
import { TransientFailure } from '#shared/errors.ts';
import { writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import { testPorts } from '../../fakes/ports.ts';
import { book, model } from '../match/rows.ts';

const EXTRACTED = '2026-09-01T00:00:00.000Z';

/** A document of so many models, received on a day of October. */
async function drop(
  ports: Ports,
  name: string,
  day: number,
  models: string[],
  damages = 0,
): Promise<boolean> {
  const state = {
    dealerId: 'demo',
    documentId: name,
    runId: name,
    sha256: '0'.repeat(64),
    inbox: { key: name, version: '1', name, bytes: 1, receivedAt: `2026-10-0${day}T00:00:00.000Z` },
  } as RunState;
  const printed = models.map((title, at) => model({ model: title, page: at + 1 }));
  const catalogue = Catalogue.parse({
    ...book('LYNX', 2027, ...printed),
    ...{ document: name, damages, extractedAt: EXTRACTED },
  });
  await writeJson(ports.artefacts, artefactKey(state, 'catalogue'), catalogue);
  return putInForce(state, catalogue, ports);
}

const known = async (ports: Ports) =>
  (await cataloguesOf('demo', ports)).flatMap(({ document, models }) =>
    models.map((one) => `${one.model} of ${document}`),
  );

const BOOK = ['Rave RE', 'Rave RS', 'Commander'];

test('a sheet adds to the book of its brand and year, and what it says anew is its own', async () => {
  await using ports = await testPorts();
  await drop(ports, 'book', 1, BOOK);
  expect(await drop(ports, 'sheet', 2, ['Commander', 'Brutal RE'])).toBe(true);
  expect(await known(ports)).toEqual([
    'Rave RE of book',
    'Rave RS of book',
    'Commander of sheet',
    'Brutal RE of sheet',
  ]);
});

test('the order of book and sheet changes nothing, and a newer book keeps the sheet', async () => {
  await using ports = await testPorts();
  await drop(ports, 'sheet', 2, ['Brutal RE']);
  await drop(ports, 'book', 1, BOOK);
  await drop(ports, 'newer', 3, [...BOOK, 'Shredder']);
  expect(await known(ports)).toEqual([
    ...[...BOOK, 'Shredder'].map((one) => `${one} of newer`),
    'Brutal RE of sheet',
  ]);
});

test('two sheets at once are both kept', async () => {
  await using ports = await testPorts();
  await drop(ports, 'book', 1, BOOK);
  await Promise.all([drop(ports, 'one', 2, ['Brutal RE']), drop(ports, 'other', 2, ['Shredder'])]);
  expect((await known(ports)).toSorted()).toEqual(
    expect.arrayContaining(['Brutal RE of one', 'Shredder of other']),
  );
});

test('an older book, and a damaged one, take no place', async () => {
  await using ports = await testPorts();
  await drop(ports, 'book', 3, BOOK);
  expect(await drop(ports, 'older', 2, ['Rave RE', 'Rave RS', 'Ranger'])).toBe(false);
  expect(await drop(ports, 'damaged', 4, ['Rave RE'], 1)).toBe(false);
  expect(await known(ports)).toEqual(BOOK.map((one) => `${one} of book`));
});

test('a book that others overtake at each try is tried again later, and not told that it is overtaken', async () => {
  await using ports = await testPorts();
  await drop(ports, 'book', 1, BOOK);
  const putIf = () => Promise.resolve(false);
  const busy = { ...ports, table: { ...ports.table, books: { ...ports.table.books, putIf } } };
  await expect(drop(busy, 'newer', 3, [...BOOK, 'Shredder'])).rejects.toThrow(TransientFailure);
});
