import { type Column, type ExtractedProduct, ROW_COLUMNS } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import { sentenceOf } from '#messages/say.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import type { StyledCell, WrittenCell } from '../fakes/workbook.ts';

/** What a row of a list says, without where it says it. */
export type Printed = Omit<ExtractedProduct, 'page' | 'row' | 'cells' | 'addresses' | 'doubts'>;

export const printedPart = ({
  page: _,
  row: __,
  cells: ___,
  addresses: ____,
  doubts: _____,
  ...said
}: ExtractedProduct): Printed => said;

export type SheetColumn = Column | 'springOnly';

export type Headings = Readonly<Partial<Record<SheetColumn, string>>>;

export const FINNISH: Headings = {
  section: 'Segmentti',
  modelCode: 'Tuote-nro',
  model: 'Malli',
  package: 'Paketti',
  engine: 'Moottori',
  trackLength: 'Telamatto',
  trackProfile: '',
  starter: 'Käynnistin',
  display: 'Mittaristo',
  springOptions: 'Kevätoptiot',
  color: 'Väri',
  price: 'Suositushinta, sis ALV:n',
  springOnly: 'Kevätmalli',
};
export const RUSSIAN: Headings = {
  section: 'Сегмент',
  modelCode: 'Артикул',
  model: 'Модель',
  package: 'Комплектация',
  engine: 'Двигатель',
  trackLength: 'Длина гусеницы',
  trackProfile: 'Профиль гусеницы',
  starter: 'Стартер',
  display: 'Дисплей',
  springOptions: 'Весенние опции',
  color: 'Цвет',
  price: 'Цена',
  springOnly: 'Весна',
};

export interface SheetList {
  title: readonly string[];
  products: readonly Printed[];
}

export interface Drawing {
  columns?: readonly SheetColumn[];
  headings?: Headings;
  /** How a price is written; by default as printed. */
  price?(product: Printed): WrittenCell;
  code?(product: Printed): WrittenCell;
}

/** The rows of a list as somebody would type them: title, an empty line, headings, a line for each section. */
export function listRows({ title, products }: SheetList, how: Drawing = {}): WrittenCell[][] {
  const { columns = ROW_COLUMNS, headings = FINNISH } = how;
  const rows: WrittenCell[][] = [...title.map((line) => [line]), []];
  rows.push(columns.map((column) => headings[column] || null));
  let section: string | null = null;
  for (const product of products) {
    if (product.section !== section && !columns.includes('section')) rows.push([product.section]);
    section = product.section;
    rows.push(columns.map((column) => cellOf(product, column, how)));
  }
  return rows;
}

function cellOf(product: Printed, column: SheetColumn, { price, code }: Drawing): WrittenCell {
  if (column === 'springOnly') return product.springOnly ? 'x' : null;
  if (column === 'price') return price ? price(product) : product.priceText;
  if (column === 'modelCode' && code) return code(product);
  return product[column];
}

/** The code on a ground of its own where the machine can be ordered in spring only, as the lists print it. */
export const onSpringGround = ({ modelCode, springOnly }: Printed): WrittenCell =>
  springOnly ? { value: modelCode, style: { fill: 'rgb="FFFFC72C"' } } : modelCode;

export const asNumber = ({ price }: Printed): StyledCell => ({
  value: Number(price?.amount),
  style: { format: '#,##0.00\\ "€"' },
});

export const csvOf = (
  rows: readonly (readonly WrittenCell[])[],
  delimiter: string,
  lineEnd: string,
): string =>
  rows.map((row) => row.map((cell) => field(String(cell ?? ''), delimiter)).join(delimiter)).join(lineEnd);

const field = (text: string, delimiter: string): string =>
  text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Reads a spreadsheet as a price list; null where it is rejected. */
export async function readSheet(bytes: Uint8Array) {
  const read = await extractPriceList(
    bytes,
    { name: 'list', sha256: '0'.repeat(64) },
    { readers: [spreadsheetReader], extractedAt: '2026-09-01T00:00:00.000Z' },
  );
  if (isRejection(read)) throw new Error(`rejected: ${sentenceOf(read.reason)}`);
  return read;
}
