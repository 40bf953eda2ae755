import { mkdtemp, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderObjectStore } from '#shared/folder-object-store.ts';

const emptyStore = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  return { folder, store: folderObjectStore(folder) };
};

describe('a folder as object store', () => {
  it('gives back what was written, and null for what was not', async () => {
    const { store } = await emptyStore();
    await store.write('inbox/demo/список & "list".pdf', 'rows', 'application/pdf');
    expect(Buffer.from(await store.read('inbox/demo/список & "list".pdf')).toString()).toBe('rows');
    expect(await store.head('inbox/demo/other.pdf')).toBeNull();
  });

  it('lists whole objects under a prefix, by key', async () => {
    const { store } = await emptyStore();
    for (const key of ['inbox/b/2', 'inbox/a/1', 'runs/x']) await store.write(key, key, 'text/plain');
    const keys = (await Array.fromAsync(store.list('inbox'))).map(({ key }) => key);
    expect(keys).toEqual(['inbox/a/1', 'inbox/b/2']);
  });

  it('gives the same file dropped again a new version', async () => {
    const { folder, store } = await emptyStore();
    await store.write('a.pdf', 'same', 'application/pdf');
    const before = await store.head('a.pdf');
    await utimes(join(folder, 'a.pdf'), new Date(), new Date(Date.now() + 5000));
    expect((await store.head('a.pdf'))?.version).not.toBe(before?.version);
  });

  it('never leaves its folder, whatever the key', async () => {
    const { store } = await emptyStore();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('..', 'a', '.', '')), async (steps) => {
        const key = ['..', ...steps.filter((step) => step !== 'a'), 'x'].join('/');
        await expect(store.read(key)).rejects.toThrow(/leaves the store/);
      }),
    );
  });
});
