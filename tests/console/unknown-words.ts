import { ROW_COLUMNS } from '#contracts/extracted.ts';
import { BRANDS, type BrandName } from '#samples/data/brands.ts';
import { engineData } from '#samples/data/engines.ts';
import { LANGUAGES } from '#samples/data/languages.ts';
import type { BrandData } from '#samples/data/machine.ts';
import { inventRows, type PrintedRow } from '#samples/draw/rows.ts';
import { drawSpecBook } from '#samples/draw/spec-book.ts';

const YEAR = 2027;

const backwards = (word: string): string => {
  const turned = [...word.toLowerCase()].reverse().join('');
  return word[0] === word[0]?.toUpperCase() ? turned.replace(/^./, (first) => first.toUpperCase()) : turned;
};

/** A label as a language might have it that nobody knows, without any unit. */
const unknown = (label: string): string =>
  label
    .replace(/\([^)]*\.\)/g, '')
    .trim()
    .replace(/\p{L}+/gu, backwards);

/** What the screen calls the columns of the list. */
const CALLED: Readonly<Record<string, string>> = {
  modelCode: 'код',
  model: 'модель',
  package: 'комплектация',
  engine: 'двигатель',
  trackLength: 'длина гусеницы',
  starter: 'стартер',
  display: 'дисплей',
  springOptions: 'опции',
  color: 'цвет',
  price: 'цена',
};
/** Without these a list says nothing that an ad needs. */
const NEEDED = ['modelCode', 'model', 'package', 'engine', 'trackLength', 'color', 'price'];

/** Whether an answer takes every column of the list that it names for what it is, and names all that are needed. */
export const isRightOfColumns = (said: string): boolean => {
  const [named = ''] = said.split('остальные');
  return Object.entries(LANGUAGES.fi.headings).every(([column, heading]) => {
    const at = named.indexOf(`«${unknown(heading)}»`);
    return at < 0
      ? !NEEDED.includes(column)
      : named
          .slice(0, at)
          .trimEnd()
          .endsWith(CALLED[column] ?? '');
  });
};

/** How the book words what the screen asks for; null of anything else. */
export const labelOf = (asks: string): string | null => {
  const label = Object.entries(LABELS).find(([asked]) => asks.includes(`«${asked}`))?.[1];
  return label === undefined ? null : unknown(label);
};
const LABELS = { мощность: 'Horsepower', 'ширина гусеницы': 'Available tracks (in.)' };

/** What the list and the book say of a machine, as an ad has it; roubles by the rate and the markup of the dealer `demo`. */
export const drawnOf = (row: PrintedRow) => {
  const line = BRANDS.LYNX.lines.find(
    ({ model, package: own }) => model === row.model && own === row.package,
  );
  const track = line?.tracks.find(({ lengthIn }) => row.trackLength.startsWith(`${lengthIn}in`));
  const engine = line?.engines.map(engineData).find(({ inPriceList }) => inPriceList === row.engine);
  return {
    TrackWidth: Math.round((track?.widthIn ?? 0) * 25.4),
    Power: engine?.powerHp ?? 0,
    Price: Number(row.amount) * 98.5 * 1.12,
  };
};

/** The brand in words of its own, each of its lines in all its colours. */
const brandOf = (name: BrandName): BrandData => {
  const brand: BrandData = BRANDS[name];
  const colors = Object.keys(brand.colors);
  return { ...brand, wording: unknown, lines: brand.lines.map((line) => ({ ...line, colors })) };
};

/** Machines with a price and a page of the book that a buyer can tell apart by their ads; power of motors is another matter. */
const tellable = (brand: BrandData, count: number): PrintedRow[] => {
  const paged = new Set(
    brand.lines.flatMap(({ model, package: own, page }) =>
      page && own !== 'Electric' ? `${model} ${own}` : [],
    ),
  );
  const rows = inventRows(brand, 40 * count, 7).filter(
    ({ model, package: own, amount, springOnly }) =>
      paged.has(`${model} ${own}`) && amount !== null && !springOnly,
  );
  const adOf = (row: PrintedRow) =>
    JSON.stringify([row.model, row.package, row.engine, row.trackLength, row.trackProfile, row.color]);
  return [...new Map(rows.map((row) => [adOf(row), row])).values()].slice(0, count);
};

const listOf = (name: BrandName, rows: readonly PrintedRow[]): string => {
  const { title, modelYear, market, headings } = LANGUAGES.fi;
  const named: Partial<Record<string, string>> = headings;
  return [
    `${name} ${title}`,
    `${modelYear} ${YEAR} / ${market}`,
    '',
    ROW_COLUMNS.map((column) => unknown(named[column] ?? '')).join(';'),
    ...rows.map((row) => ROW_COLUMNS.map((column) => row[column] ?? '').join(';')),
  ].join('\r\n');
};

export const MACHINES = 80;

/** A list of machines and their spec book, whose headings and labels nobody has ever read. */
export const unknownFiles = async () => {
  const brand = brandOf('LYNX');
  const rows = tellable(brand, MACHINES);
  const { bytes } = await drawSpecBook(brand, YEAR, true);
  const list = Buffer.from(`\ufeff${listOf('LYNX', rows)}\r\n`);
  return {
    rows,
    files: [
      { name: 'list.csv', mimeType: 'text/csv', buffer: list },
      { name: 'book.pdf', mimeType: 'application/pdf', buffer: Buffer.from(bytes) },
    ],
  };
};
