import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';

/** By its path: what the console's own settings check knows of browsers, tests beside it do not. */
const KEPT_MODULE = join(import.meta.dirname, '../../../console/src/kept.ts');

const kept = async (): Promise<{
  keptAt(key: string): string | null;
  keep(key: string, text: string): void;
  keepNoMore(key: string): void;
  keysKept(): string[];
}> => import(KEPT_MODULE);

const refuse = (): never => {
  throw new DOMException('Access is denied for this document.', 'SecurityError');
};

beforeEach(() => {
  vi.resetModules();
  onTestFinished(() => {
    vi.unstubAllGlobals();
    Reflect.deleteProperty(globalThis, 'localStorage');
  });
});

/** As browsers do: the name itself refuses, or only what writes to it. */
const BLOCKED: readonly (readonly [how: string, block: () => void])[] = [
  [
    'keeps nothing for the site',
    () => Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: refuse }),
  ],
  [
    'has no room left',
    () =>
      Object.defineProperty(globalThis, 'localStorage', {
        configurable: true,
        value: { getItem: () => null, setItem: refuse, removeItem: () => {} },
      }),
  ],
];

test.each(BLOCKED)('in a browser that %s what is kept lasts as long as the page', async (_, block) => {
  block();
  const { keptAt, keep, keepNoMore, keysKept } = await kept();
  expect(keptAt('theme')).toBeNull();
  keep('theme', 'dark');
  expect(keptAt('theme')).toBe('dark');
  expect(keysKept()).toContain('theme');
  keepNoMore('theme');
  expect(keptAt('theme')).toBeNull();
});
