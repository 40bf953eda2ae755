import { strToU8, type Zippable, zipSync } from 'fflate';
import { columnName } from '#pages/spreadsheet/address.ts';

/** A cell of a workbook: a text, a number or yes and no; or with a look, a formula, an error, or XML of its own. */
export type WrittenCell = null | string | number | boolean | StyledCell;

export interface StyledCell {
  value?: string | number;
  style?: CellLook;
  /** Written beside the value, which is then the cached one. */
  formula?: string;
  type?: 'e' | 'str' | 'inlineStr';
  /** In place of the cell's content. */
  xml?: string;
}

export interface CellLook {
  format?: string;
  bold?: boolean;
  /** As in `<color …/>`: `rgb="FFFFFFFF"`, `theme="0"`. */
  color?: string;
  fill?: string;
  /** In place of a full fill: what stands in `<fill>`. */
  fillXml?: string;
  size?: number;
  struck?: boolean;
}

export interface WrittenSheet {
  name: string;
  state?: 'visible' | 'hidden' | 'veryHidden';
  rows: readonly (readonly WrittenCell[])[];
  merges?: readonly string[];
  /** Numbers of hidden rows, from 1. */
  hiddenRows?: readonly number[];
  /** Columns hidden, from 1. */
  hiddenColumns?: readonly number[];
  /** More attributes of rows, by their numbers. */
  rowAttributes?: Readonly<Record<number, string>>;
  /** Elements before the rows, and behind them. */
  before?: string;
  behind?: string;
  /** Parts that the sheet refers to: type and target from the archive's root. */
  related?: readonly (readonly [type: string, target: string])[];
}

/** What the styles of a workbook hold beside those of its cells. */
export interface MoreStyles {
  /** Content of `<dxfs>`. */
  differences?: string;
  /** Content of `<indexedColors>`. */
  indexed?: string;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The bytes of an .xlsx workbook as Excel would save it; `parts` adds or replaces parts by name. */
export function workbook(
  sheets: readonly WrittenSheet[],
  parts: Record<string, string | Uint8Array> = {},
  more: MoreStyles = {},
) {
  const book: Book = { strings: new Map(), styles: new Map() };
  const written = sheets.map((sheet, index) => [
    `xl/worksheets/sheet${index + 1}.xml`,
    worksheet(sheet, book),
  ]);
  const all = { ...commonParts(sheets, book, more), ...Object.fromEntries(written), ...parts };
  const bytes = Object.entries(all).map(([name, part]) => [
    name,
    typeof part === 'string' ? strToU8(part) : part,
  ]);
  return zipSync(Object.fromEntries(bytes) as Zippable, { level: 1, mtime: new Date(2026, 0, 1) });
}

interface Book {
  strings: Map<string, number>;
  styles: Map<string, CellLook>;
}

function commonParts(sheets: readonly WrittenSheet[], book: Book, more: MoreStyles): Record<string, string> {
  const tabs = sheets.map(
    ({ name, state = 'visible' }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
  );
  const related = sheets.map((_, index) =>
    relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
  );
  const strings = [...book.strings.keys()].map(
    (text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`,
  );
  return {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/></Types>`,
    '_rels/.rels': relationships([relation('rId1', 'officeDocument', 'xl/workbook.xml')]),
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${tabs.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...related,
      relation('rIdS', 'sharedStrings', 'sharedStrings.xml'),
      relation('rIdY', 'styles', '/xl/styles.xml'),
    ]),
    'xl/sharedStrings.xml': `<sst ${MAIN}>${strings.join('')}</sst>`,
    'xl/styles.xml': stylesXml([...book.styles.values()], more),
    ...Object.fromEntries(sheets.flatMap(relationsOfSheet)),
  };
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
const relationships = (all: readonly string[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;

function relationsOfSheet({ related = [] }: WrittenSheet, index: number): [string, string][] {
  if (related.length === 0) return [];
  const relations = related.map(([type, target], place) => relation(`rId${place + 1}`, type, `/${target}`));
  return [[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`, relationships(relations)]];
}

function stylesXml(looks: readonly CellLook[], { differences = '', indexed = '' }: MoreStyles): string {
  const formats = looks.map(
    ({ format = 'General' }, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(format)}"/>`,
  );
  const fonts = looks.map(
    ({ bold, struck, color, size = 11 }) =>
      `<font>${bold ? '<b/>' : ''}${struck ? '<strike/>' : ''}<sz val="${size}"/>${color ? `<color ${color}/>` : ''}</font>`,
  );
  const fills = looks.map(({ fill, fillXml }) =>
    fillXml
      ? `<fill>${fillXml}</fill>`
      : fill
        ? `<fill><patternFill patternType="solid"><fgColor ${fill}/></patternFill></fill>`
        : '<fill/>',
  );
  const cells = looks.map(
    (_, index) => `<xf numFmtId="${200 + index}" fontId="${index + 1}" fillId="${index + 1}"/>`,
  );
  return `<styleSheet ${MAIN}><numFmts>${formats.join('')}</numFmts><fonts><font/>${fonts.join('')}</fonts><fills><fill/>${fills.join('')}</fills><cellXfs><xf/>${cells.join('')}</cellXfs><dxfs>${differences}</dxfs>${indexed && `<colors><indexedColors>${indexed}</indexedColors></colors>`}</styleSheet>`;
}

function worksheet(sheet: WrittenSheet, book: Book): string {
  const { rows, merges = [], hiddenRows = [], hiddenColumns = [], rowAttributes = {} } = sheet;
  const columns = hiddenColumns.map((column) => `<col min="${column}" max="${column}" hidden="1"/>`);
  const written = rows.map((cells, index) => {
    const hidden = hiddenRows.includes(index + 1) ? ' hidden="1"' : '';
    const inside = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${index + 1}`, book));
    const more = rowAttributes[index + 1] ?? '';
    return `<row r="${index + 1}"${hidden} ${more}>${inside.join('')}</row>`;
  });
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`);
  return `<worksheet ${MAIN}>${sheet.before ?? ''}<cols>${columns.join('')}</cols><sheetData>${written.join('')}</sheetData><mergeCells>${merged.join('')}</mergeCells>${sheet.behind ?? ''}</worksheet>`;
}

function cellXml(cell: WrittenCell, reference: string, book: Book): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  const { value, style, formula, type, xml } =
    typeof cell === 'object' ? cell : ({ value: cell } as StyledCell);
  const look = style ? ` s="${styleIndex(book, style)}"` : '';
  if (xml !== undefined) return `<c r="${reference}"${look}${type ? ` t="${type}"` : ''}>${xml}</c>`;
  const f = formula === undefined ? '' : `<f>${escaped(formula)}</f>`;
  if (value === undefined) return `<c r="${reference}"${look}>${f}</c>`;
  if (type || typeof value === 'number')
    return `<c r="${reference}"${look}${type ? ` t="${type}"` : ''}>${f}<v>${escaped(String(value))}</v></c>`;
  return `<c r="${reference}"${look} t="s"><v>${stringIndex(book, value)}</v></c>`;
}

function styleIndex({ styles }: Book, look: CellLook): number {
  const key = JSON.stringify(look);
  styles.set(key, look);
  return [...styles.keys()].indexOf(key) + 1;
}

function stringIndex({ strings }: Book, text: string): number {
  const index = strings.get(text) ?? strings.size;
  strings.set(text, index);
  return index;
}

/** What XML cannot hold is written as Excel writes it. */
const escaped = (text: string): string =>
  text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(
      /(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu,
      (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0')}_`,
    );
