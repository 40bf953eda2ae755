import { expect, test } from 'vitest';
import type { Box } from '#contracts/box.ts';
import type { BookPage, PagePart } from '#functions/catalogue/book-page.ts';
import { modelPagesOf } from '#functions/catalogue/model-pages.ts';
import type { PrintedRow } from '#functions/catalogue/spec-table.ts';
import { segment } from './segment.ts';

const COLUMNS = [200, 300, 400];

/** A row under three columns, each cell around the middle of its own. */
const rowOf = (label: string, at: number): PrintedRow => ({
  ...{ label, section: '', units: [], panel: 0, placed: null, sharedAt: null },
  lines: [segment(label, 40, 100 + 12 * at)],
  values: COLUMNS.map((x, column) => ({
    text: String(100 * at + column),
    box: [x - 20, 100 + 12 * at, x + 20, 109 + 12 * at] as Box,
  })),
});

const LABELS = ['Weight', 'Length', 'Width', 'Height', 'Fuel tank', 'Oil tank', 'Bore', 'Stroke', 'Power'];

const pageOf = (names: readonly string[]): BookPage => {
  const page = { number: 8, width: 595, height: 842, images: [] } as unknown as PagePart['page'];
  const box: Box = [40, 100, 420, 210];
  const segments = names.map((name, at) => segment(name, (COLUMNS[at] as number) - 20, 80, { bold: true }));
  const part: PagePart = {
    ...{ page, box, head: null, segments },
    table: { box, engines: [], rows: LABELS.map(rowOf) },
  };
  return { parts: [part] } as unknown as BookPage;
};

test('a table that compares machines whose names nobody finds is told, and not passed over', () => {
  const { models, charted, doubts } = modelPagesOf([pageOf([])]);
  expect([models, charted]).toEqual([[], []]);
  expect(doubts).toEqual([
    { code: 'model-unread', values: { rows: LABELS.length, title: null }, place: { page: 8, box: null } },
  ]);
});

test('one under their names is read machine by machine', () => {
  const { models, doubts } = modelPagesOf([pageOf(['Aaa', 'Bbb', 'Ccc'])]);
  expect(models.map(({ head }) => head.title)).toEqual(['Aaa', 'Bbb', 'Ccc']);
  expect(doubts).toEqual([]);
});

test('packages over the engines of a page that a family names alone are its models, beside pages of one model', () => {
  const [part] = pageOf([]).parts as [PagePart];
  const over = (name: string, x: number) => segment(name, x - name.length * 2, 60, { bold: true });
  const title = { title: 'ADVENTURE', fontSize: 28, box: part.box, tagline: null, rest: [] };
  const engines = ['600 ACE', '900 ACE', '900 ACE Turbo R'].map((name, at) => ({
    name,
    box: [(COLUMNS[at] as number) - 20, 80, (COLUMNS[at] as number) + 20, 88] as Box,
  }));
  const family: PagePart = {
    ...part,
    head: title,
    segments: [
      segment('ADVENTURE', 40, 20, { bold: true, fontSize: 28 }),
      over('LX', 200),
      over('LIMITED', 350),
    ],
    table: { ...part.table, engines },
  };
  const { models } = modelPagesOf([{ parts: [family] } as unknown as BookPage]);
  expect(models.map(({ head, table }) => [head.title, table.engines.map(({ name }) => name)])).toEqual([
    ['ADVENTURE LX', ['600 ACE']],
    ['ADVENTURE LIMITED', ['900 ACE', '900 ACE Turbo R']],
  ]);
});
