import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { folderObjectStore } from '#shared/folder-object-store.ts';
import { readJson, writeBoundedJson } from '#shared/json.ts';

describe('an artefact whose size the file decides', () => {
  test('is written and read back', async () => {
    const store = folderObjectStore(await mkdtemp(join(tmpdir(), 'feedwright-')));
    expect(await writeBoundedJson(store, 'runs/a.json', { text: 'ää' })).toBe(true);
    expect(await readJson(store, 'runs/a.json', z.object({ text: z.string() }))).toEqual({ text: 'ää' });
  });

  test('is not written where it is over 100 MB, told in bytes and not in letters', async () => {
    const store = folderObjectStore(await mkdtemp(join(tmpdir(), 'feedwright-')));
    expect(await writeBoundedJson(store, 'runs/a.json', { text: 'ä'.repeat(50_000_001) })).toBe(false);
    expect(await store.head('runs/a.json')).toBeNull();
  });
});
