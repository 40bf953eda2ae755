import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CACHES } from '#shared/remembered.ts';
import project from '../../package.json' with { type: 'json' };

const PROJECT = join(import.meta.dirname, '../..');

/** What every stage may use, and no other stage among it. */
const BELOW = ['pages', 'marketplace', 'reference', 'shared', 'messages', 'contracts'];

const STAGES = [
  ...['intake', 'extract', 'read-pages', 'catalogue', 'stock', 'match', 'validate', 'generate', 'deliver'],
  'verdict',
];

/** What a target is reached by: ports of this machine's host or of a stack, and what they are called. */
const TARGETS = ['infra', 'infra/local'];

/** Which room may import which others. The rooms of `functions/` go by their own names, `stages` is its one file. */
const ALLOWED: Record<string, readonly string[]> = {
  cli: ['cli/host', 'cli/target', 'desk', 'reports', 'messages', 'contracts', 'shared'],
  // Commands that are a host themselves.
  'cli/host': ['cli', 'cli/target', 'desk', 'reports', 'messages', 'contracts', 'shared', ...TARGETS],
  'cli/target': ['cli', 'desk', 'contracts', 'shared', ...TARGETS],
  api: ['desk', 'messages', 'contracts', 'shared'],
  // The types of the routes, and the words of reasons: nothing that runs but those.
  console: ['api', 'messages', 'contracts'],
  infra: ['plugins', ...STAGES, 'operations', 'reports', 'desk', 'api', 'stages', ...BELOW],
  'infra/local': ['infra', 'plugins', ...STAGES, 'operations', 'reports', 'desk', 'api', 'stages', ...BELOW],
  desk: [...STAGES, 'operations', 'reports', 'stages', ...BELOW],
  operations: ['reports', 'stages', ...BELOW],
  reports: BELOW,
  plugins: ['reports', ...BELOW],
  ...Object.fromEntries(STAGES.map((stage) => [stage, BELOW])),
  marketplace: ['reference', 'shared', 'messages', 'contracts'],
  pages: ['reference', 'shared', 'messages', 'contracts'],
  shared: ['reference', 'messages', 'contracts'],
  reference: ['messages', 'contracts'],
  messages: ['contracts'],
  contracts: [],
  stages: [],
};

const PARTS = ['cli/host', 'cli/target', 'infra/local', 'cli', 'infra', 'console'];

/** `functions/desk/…` is in the desk, `cli/target/…` in that part of the command line. */
const roomOf = (path: string): string | undefined => {
  const [top, room] = path.split('/');
  if (top === 'functions') return room === 'stages.ts' ? 'stages' : room;
  return PARTS.find((part) => path.startsWith(`${part}/`));
};

/** `#desk/…` as package.json has it, or a path beside the file; null for what is none of ours. */
const targetOf = (file: string, specifier: string): string | null => {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
  const [alias, folder] =
    Object.entries(project.imports).find(([name]) => specifier.startsWith(name.slice(0, -1))) ?? [];
  if (!alias || !folder) return null;
  return normalize(folder.slice(0, -1) + specifier.slice(alias.length - 1));
};

const SPECIFIER = /(?:\bfrom|\bimport\(?)\s*'([#.][^']*)'/g;

const sourceOf = (file: string): string => readFileSync(join(PROJECT, file), 'utf8');

const arrowsOf = (file: string, source: string): string[] => {
  const own = roomOf(file) ?? '';
  return [...source.matchAll(SPECIFIER)].flatMap(([, specifier = '']) => {
    const room = roomOf(targetOf(file, specifier) ?? '');
    const isAllowed = !room || room === own || ALLOWED[own]?.includes(room);
    return isAllowed ? [] : [`${file} imports ${specifier}: ${own} may not use ${room}`];
  });
};

const files = globSync('{cli,console/src,functions,infra}/**/*.{ts,tsx,mjs}', { cwd: PROJECT });

describe('rooms', () => {
  test('each is known', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !room || !ALLOWED[room])).toEqual([]);
  });

  test('each imports only those that it may', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(files.flatMap((file) => arrowsOf(file, sourceOf(file)))).toEqual([]);
  });

  test.each([
    ['functions/match/match.ts', "import { x } from '#functions/validate/validate.ts';"],
    ['functions/match/match.ts', "import type { x } from '../validate/validate.ts';"],
    ['functions/desk/feeds/decide.ts', "import { say } from '#cli/say/terminal.ts';"],
    ['functions/reports/ad/trace-page.ts', "import { traceAd } from '#desk/ads/trace.ts';"],
    ['functions/pages/page.ts', "const { x } = await import('#functions/extract/extract.ts');"],
    ['cli/commands/feed.ts', "import {\n  x,\n} from '#functions/generate/generate.ts';"],
    ['cli/commands/feed.ts', "import { startHost } from '../../infra/local/host/host.ts';"],
    ['infra/local/host/host.ts', "import { say } from '../../../cli/say/terminal.ts';"],
  ])('%s may not say %s', (file, source) => {
    expect(arrowsOf(file, source)).toHaveLength(1);
  });
});

/** What ties a use case to one surface, or to this moment. */
const SURFACES =
  /\bprocess\.|\bfetch\(|\bconsole\.|\bDate\.now\(|\bnew Date\(\)|'node:(?:http|https|process|readline|tty)'|\bstyleText\b/;

test('the desk knows no terminal, no server, no process and no clock', () => {
  const desk = files.filter((file) => file.startsWith('functions/desk/'));
  expect(desk.length).toBeGreaterThan(30);
  expect(desk.filter((file) => SURFACES.test(sourceOf(file)))).toEqual([]);
});

describe('caches', () => {
  const sources = globSync('functions/**/*.ts', { cwd: PROJECT }).map(
    (file) => [file, readFileSync(join(PROJECT, file), 'utf8')] as const,
  );
  const named = sources.flatMap(([, text]) =>
    [...text.matchAll(/remembered(?:<.+>)?\(\s*'([\w-]+)'|\bcache: '([\w-]+)'/g)].map(
      ([, one, other]) => one ?? other,
    ),
  );

  test('are those of the table in docs/caches.md, each made in one place', () => {
    const [, table = ''] = readFileSync(join(PROJECT, 'docs/caches.md'), 'utf8').split(/^## /m);
    const told = [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
    expect(told).toEqual([...CACHES]);
    expect(named.toSorted()).toEqual([...CACHES]);
  });

  test('keep nothing beside it: no other module has a map that grows', () => {
    const growing = sources.flatMap(([file, text]) =>
      /^const [a-z]\w*(?:: [^=]+)? = new Map(?:<.+>)?\(\);/m.test(text) ? [file] : [],
    );
    // Counts until they are told; the version to fall back to, one a marketplace; how often something was looked for.
    expect(growing.toSorted()).toEqual([
      'functions/shared/meter.ts',
      'functions/shared/remembered.ts',
      'functions/shared/rules-in-force.ts',
    ]);
  });
});
