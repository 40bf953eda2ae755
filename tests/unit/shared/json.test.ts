import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folderObjectStore } from '#shared/folder-object-store.ts';
import { writeBoundedJson, writeJson, writeLongJson } from '#shared/json.ts';
import { runs } from '../../matrix.ts';

describe('an artefact whose size the file decides', () => {
  test('is written as any other', async () => {
    const store = folderObjectStore(await mkdtemp(join(tmpdir(), 'feedwright-')));
    const value = fc.dictionary(fc.string(), fc.option(fc.jsonValue(), { nil: undefined }));
    await fc.assert(
      fc.asyncProperty(value, async (artefact) => {
        fc.pre(Object.values(artefact).some((one) => one !== undefined));
        expect(await writeBoundedJson(store, 'runs/a.json', artefact)).toBe(true);
        await writeJson(store, 'runs/b.json', artefact);
        expect(await store.read('runs/a.json')).toEqual(await store.read('runs/b.json'));
      }),
      { numRuns: runs({ quick: 30, whole: 100 }) },
    );
  });

  test.each([
    [[]],
    [[{ code: 'AAAA' }, { code: 'ÄÄÄÄ' }]],
  ])('goes through what is read piece by piece: %j', async (rows) => {
    const store = folderObjectStore(await mkdtemp(join(tmpdir(), 'feedwright-')));
    await writeBoundedJson(store, 'runs/a.json', { rows: Iterator.from(rows), after: 1 });
    await writeJson(store, 'runs/b.json', { rows, after: 1 });
    expect(await store.read('runs/a.json')).toEqual(await store.read('runs/b.json'));
  });

  test('is not written at all where what makes it breaks off', async () => {
    const store = folderObjectStore(await mkdtemp(join(tmpdir(), 'feedwright-')));
    const rows = Iterator.from(Array(3000).keys()).map((at) => {
      if (at === 2999) throw new Error('broken off');
      return { code: 'AAAA', at };
    });
    await expect(writeLongJson(store, 'runs/a.json', { rows })).rejects.toThrow('broken off');
    expect(await Array.fromAsync(store.list(''))).toEqual([]);
  });

  test('is not written where it is over 100 MB, told in bytes and not in letters', async () => {
    const store = folderObjectStore(await mkdtemp(join(tmpdir(), 'feedwright-')));
    expect(await writeBoundedJson(store, 'runs/a.json', { text: 'ä'.repeat(50_000_001) })).toBe(false);
    expect(await store.head('runs/a.json')).toBeNull();
  });
});
