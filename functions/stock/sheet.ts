/** A stock sheet as a whole: what is said of which machine, and what has to be asked. */
import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import {
  type SaidValue,
  type SaidValues,
  STOCK_FIELDS,
  type StockField,
  type StockReading,
  type StockSource,
} from '#contracts/stock.ts';
import { reason } from '#messages/reason.ts';
import { modelCode } from '#pages/model-code.ts';
import type { StockColumn, StockTable } from '#pages/stock-table.ts';
import { locationOf, locationsMeant } from '#shared/locations.ts';
import { pieceOf, type StockSaid, type StockWord } from '#shared/stock.ts';
import type { Offer } from '#shared/table/records.ts';
import { nearestCodes } from './known-codes.ts';
import { type ReadRows, readRows, type SaidRow } from './rows.ts';

/** What a sheet is read beside. */
export interface SheetContext {
  document: string;
  documentId: string;
  /** See `SaidValue.order`. */
  order: string;
  offers: ReadonlyMap<string, Offer[]>;
  said: StockSaid;
  dealer: Dealer | null;
  /** A person says that the sheet names all there is. */
  isWhole: boolean;
  /** Tabs that hold codes below headings that nobody knows. */
  unread: readonly string[];
}

/** What a sheet came to. */
export interface SheetRead extends Pick<StockReading, 'rows' | 'problems' | 'isWhole'> {
  words: StockWord[];
  /** Rows that mean a machine. */
  meant: number;
}

/** Columns of which most cells cannot be read are something else than their heading says. */
const MOST_UNREADABLE = 0.5;
const FEWEST_CELLS = 3;

const addressOf = ({ place }: Reason): string => place?.address ?? '';

const columnLetters = (address: string): string => /([A-Z]+)\d+$/.exec(address)?.[1] ?? '';

/** The columns whose cells mostly cannot be read, by their letters. */
const oddColumns = ({ rows, problems }: Pick<ReadRows, 'rows' | 'problems'>): Map<string, Reason[]> => {
  const wrong = Map.groupBy(
    problems.filter(({ code }) => code === 'stock-cell-wrong'),
    (problem) => columnLetters(addressOf(problem)),
  );
  const right = (letters: string) =>
    rows.filter((row) => [...row.values.values()].some(({ cell }) => columnLetters(cell.address) === letters))
      .length;
  return new Map(
    [...wrong].filter(
      ([letters, cells]) =>
        cells.length >= FEWEST_CELLS && cells.length > MOST_UNREADABLE * (cells.length + right(letters)),
    ),
  );
};

/** Of such a column nothing is taken, and one thing is asked. */
const withoutOddColumns = (read: ReadRows): ReadRows => {
  const odd = oddColumns(read);
  if (odd.size === 0) return read;
  const isOdd = (address: string) => odd.has(columnLetters(address));
  for (const { values } of read.rows)
    for (const [field, { cell }] of values) if (isOdd(cell.address)) values.delete(field);
  const asked = [...odd].map(([column, [first]]) =>
    reason(
      'stock-column-odd',
      { column, field: String(first?.values.field), text: String(first?.values.text) },
      first?.place,
    ),
  );
  const others = read.problems.filter(
    (problem) => problem.code !== 'stock-cell-wrong' || !isOdd(addressOf(problem)),
  );
  return { ...read, problems: [...asked, ...others] };
};

/** A column that nobody knows and that may be the one of pieces: they are asked for where no other tells them. */
const SMALL = /^\d{1,2}$/;
const unknownColumns = ({ columns, rows, sheet }: StockTable): Reason[] => {
  const isTold = columns.some(({ heading }) => heading === 'quantity' || heading === 'availability');
  const mayBePieces = ({ column }: StockColumn) => {
    const texts = rows
      .flatMap(({ cells }) => cells.filter((cell) => cell.column === column))
      .map(({ text }) => text);
    return texts.length >= FEWEST_CELLS && texts.every((text) => SMALL.test(text));
  };
  return columns
    .filter((column) => column.heading === null && !isTold && mayBePieces(column))
    .map(({ text }) => reason('stock-column-unknown', { heading: text, sheet }));
};

const codesOf = ({ records }: StockSaid): Set<string> => new Set(records.map(({ modelCode }) => modelCode));

/** What others have said of a code: the sheet's own word, where it is read again, makes it no better known. */
const codesBeside = ({ said, documentId }: SheetContext): Set<string> => {
  const isOthers = (one: SaidValue | undefined) =>
    one !== undefined && !('documentId' in one.source && one.source.documentId === documentId);
  const records = said.records.filter(({ values }) => Object.values(values).some(isOthers));
  return codesOf({ ...said, records });
};

/** Codes that nobody offers, with those that may be meant; kept all the same, for their list may come. */
const unknownCodes = (rows: readonly SaidRow[], context: SheetContext): Reason[] => {
  const { offers } = context;
  const known = codesBeside(context);
  const unknown = rows.filter(
    ({ subject: { modelCode } }) => !offers.has(modelCode) && !known.has(modelCode),
  );
  return [...new Map(unknown.map((row) => [row.subject.modelCode, row]))].map(([code, { row }]) =>
    reason('stock-code-unknown', { code, near: nearestCodes(code, offers.keys()) }, row.place),
  );
};

/** A code that is there in several places has a piece in each; one that moves from place to place stays one piece. */
const withPlaces = (rows: readonly SaidRow[], { said }: SheetContext): SaidRow[] => {
  const places = new Map<string, Set<string>>();
  const known = new Set(said.records.map(({ modelCode, piece }) => `${modelCode}#${piece}`));
  const add = (code: string, place: string) => places.set(code, (places.get(code) ?? new Set()).add(place));
  for (const { modelCode, piece, values } of said.records)
    if (piece && !values.vin?.value && values.location?.value) add(modelCode, piece);
  for (const { subject, location, isTold } of rows)
    if (!isTold && location) add(subject.modelCode, pieceOf(location));
  return rows.map((row) => {
    if (row.isTold || !row.location) return row;
    const { modelCode } = row.subject;
    const piece = pieceOf(row.location);
    const isPiece = (places.get(modelCode)?.size ?? 0) > 1 || known.has(`${modelCode}#${piece}`);
    return isPiece ? { ...row, subject: { modelCode, piece } } : row;
  });
};

/** What is true of one piece alone; that all are sold, or what they cost, may be said of the code. */
export const OF_A_PIECE: readonly StockField[] = [
  'quantity',
  'availability',
  'arrives',
  'location',
  'address',
];

const piecesByCode = (rows: readonly SaidRow[], { said }: SheetContext): Map<string, Set<string>> => {
  const pieces = new Map<string, Set<string>>();
  for (const { modelCode, piece } of [...said.records, ...rows.map(({ subject }) => subject)])
    if (piece) pieces.set(modelCode, (pieces.get(modelCode) ?? new Set()).add(piece));
  return pieces;
};

const isOfPiece = ({ isUnclear, values }: SaidRow): boolean =>
  isUnclear || (values.get('quantity')?.value !== 0 && OF_A_PIECE.some((field) => values.has(field)));

/** Of a code that has pieces nothing is taken that is true of one of them, and of nobody knows which. */
const withoutUntoldPieces = (
  rows: readonly SaidRow[],
  context: SheetContext,
  problems: Reason[],
): SaidRow[] => {
  const pieces = piecesByCode(rows, context);
  return rows.filter((row) => {
    const { modelCode: code, piece } = row.subject;
    const known = pieces.get(code);
    if (piece || (row.isTold && !row.isUnclear) || !known || !isOfPiece(row)) return true;
    problems.push(reason('stock-which-piece', { code, pieces: [...known] }, row.row.place));
    return false;
  });
};

/** What is no code at all is not kept for a list that may come. */
const isKept = ({ subject: { modelCode: code } }: SaidRow, { offers, said }: SheetContext): boolean =>
  offers.has(code) || modelCode(code) !== null || codesOf(said).has(code);

const subjectKey = ({ subject: { modelCode, piece } }: SaidRow): string => `${modelCode}#${piece}`;

type Values = SaidRow['values'];

/** Machines of one code in several colours are pieces of it: their numbers add up. */
const addedUp = (rows: readonly SaidRow[]): Values | null => {
  const colors = new Set(rows.map(({ color }) => color.toLowerCase()));
  const quantities = rows.map(({ values }) => values.get('quantity'));
  if (colors.size < rows.length || quantities.some((one) => typeof one?.value !== 'number')) return null;
  const [first] = quantities;
  const sum = quantities.reduce((total, one) => total + Number(one?.value), 0);
  return first ? new Map([['quantity', { value: sum, cell: first.cell }]]) : null;
};

/** What several rows say of one subject; where they contradict one another nothing is taken, and it is asked. */
const joined = (rows: readonly SaidRow[], problems: Reason[]): Values => {
  const sums = rows.length > 1 ? addedUp(rows) : null;
  const values: Values = new Map(sums);
  for (const field of STOCK_FIELDS) {
    if (values.has(field)) continue;
    const said = rows.flatMap((row) => row.values.get(field) ?? []);
    const different = new Map(said.map((one) => [JSON.stringify(one.value), one]));
    const [only] = said;
    if (only && different.size === 1) values.set(field, only);
    if (different.size < 2) continue;
    const addresses = said.map(({ cell }) => cell.address);
    problems.push(reason('stock-contradiction', { field, addresses }, only?.cell.place));
  }
  return values;
};

/** One machine cannot have two codes. */
const withoutTwoCodes = (rows: readonly SaidRow[], problems: Reason[]): SaidRow[] => {
  const byVin = Map.groupBy(
    rows.filter(({ vin }) => vin),
    ({ vin }) => vin,
  );
  const wrong = [...byVin.values()].filter(
    (same) => new Set(same.map(({ subject }) => subject.modelCode)).size > 1,
  );
  for (const same of wrong)
    problems.push(
      reason(
        'stock-vin-twice',
        { vin: same[0]?.vin ?? '', addresses: same.map(({ row }) => row.address) },
        same[0]?.row.place,
      ),
    );
  const out = new Set(wrong.flat());
  return rows.filter((row) => !out.has(row));
};

const wordOf = (
  subject: SaidRow['subject'],
  values: Values,
  { document, documentId, order }: SheetContext,
): StockWord => {
  const said = ([field, { value, cell }]: [
    StockField,
    { value: SaidValue['value']; cell: { address: string } },
  ]) => {
    const source: StockSource = { document, documentId, cell: cell.address };
    return [field, { value, source, order }] as const;
  };
  return { ...subject, values: Object.fromEntries([...values].map(said)) as SaidValues };
};

/** A place that the dealer's configuration does not name has no address; which is asked where the sheet has none either. */
const unknownPlaces = (rows: readonly SaidRow[], { dealer }: SheetContext): Reason[] => {
  const places = dealer ?? {};
  const wanting = rows.filter(
    ({ location, values }) => location && !values.get('address') && !locationOf(location, places),
  );
  return [...new Map(wanting.map((row) => [row.location, row]))].map(([name, { row }]) =>
    reason('stock-place-unknown', { name, near: locationsMeant(name, places) }, row.place),
  );
};

/** That a whole sheet does not name them says of these that they are not in stock. */
const absentWords = (named: readonly StockWord[], context: SheetContext): StockWord[] => {
  const { offers, said, document, documentId, order } = context;
  const keys = new Set(named.map(({ modelCode, piece }) => `${modelCode}#${piece}`));
  const codes = new Set(named.map(({ modelCode }) => modelCode));
  const value: SaidValue = { value: 0, source: { document, documentId, cell: '', absent: true }, order };
  const pieces = said.records
    .filter(
      ({ modelCode, piece, values }) =>
        (piece ? !keys.has(`${modelCode}#${piece}`) : !codes.has(modelCode)) &&
        Object.keys(values).length > 0,
    )
    .map(({ modelCode, piece }) => ({ modelCode, piece }));
  const offered = [...offers.keys()]
    .filter((code) => !codes.has(code))
    .map((modelCode) => ({ modelCode, piece: '' }));
  const subjects = new Map(
    [...pieces, ...offered].map((subject) => [`${subject.modelCode}#${subject.piece}`, subject]),
  );
  return [...subjects.values()].map((subject) => ({ ...subject, values: { quantity: value } as SaidValues }));
};

/** What a sheet says cannot be all there is where a row of it was not understood. */
const LEAVES_OUT = new Set([
  'stock-row-nameless',
  'stock-cell-doubtful',
  'stock-contradiction',
  'stock-vin-twice',
  'stock-column-odd',
  'stock-which-piece',
  'stock-tab-unread',
]);

/** A code that nobody offers may be one of those that the sheet does not name. */
const mayMean =
  (named: ReadonlySet<string>) =>
  ({ code, values }: Reason): boolean =>
    code === 'stock-code-unknown' && (values.near as readonly string[]).some((near) => !named.has(near));

const mayLack = (
  problems: readonly Reason[],
  tables: readonly StockTable[],
  words: readonly StockWord[],
): boolean => {
  const named = new Set(words.map((word) => word.modelCode));
  return (
    tables.some(({ hidden }) => hidden > 0) ||
    problems.some((problem) => LEAVES_OUT.has(problem.code) || mayMean(named)(problem))
  );
};

const codeOfVin = ({ said }: SheetContext) => {
  const codes = new Map(
    said.records.filter(({ piece }) => piece).map(({ piece, modelCode }) => [piece, modelCode]),
  );
  return (vin: string) => codes.get(pieceOf(vin)) ?? null;
};

const byRow = (one: Reason, other: Reason): number => (one.place?.row ?? 0) - (other.place?.row ?? 0);

/** Reads the tables of a stock sheet beside what is offered and was said before. Nothing is written. */
export const readSheet = (tables: readonly StockTable[], context: SheetContext): SheetRead => {
  const problems: Reason[] = [
    ...context.unread.map((sheet) => reason('stock-tab-unread', { sheet })),
    ...tables.flatMap(unknownColumns),
  ];
  const read = tables.map((table) => withoutOddColumns(readRows(table, codeOfVin(context))));
  problems.push(...read.flatMap((one) => one.problems));
  const placed = withPlaces(
    read.flatMap(({ rows }) => rows),
    context,
  );
  const all = withoutUntoldPieces(withoutTwoCodes(placed, problems), context, problems);
  problems.push(...unknownCodes(all, context), ...unknownPlaces(all, context));
  const kept = all.filter((row) => isKept(row, context));
  const words = [...Map.groupBy(kept, subjectKey).values()].flatMap((rows) => {
    const [first] = rows;
    return first ? [{ first, word: wordOf(first.subject, joined(rows, problems), context) }] : [];
  });
  const said = words.map(({ word }) => word);
  const asksWhole = said.length > 0 && (context.isWhole || tables.some(({ isWhole }) => isWhole));
  const isWhole = asksWhole && !mayLack(problems, tables, said);
  if (asksWhole && !isWhole) problems.push(reason('stock-not-whole'));
  return {
    words: [...said, ...(isWhole ? absentWords(said, context) : [])].filter(
      ({ values }) => Object.keys(values).length > 0,
    ),
    ...{ problems: problems.toSorted(byRow), isWhole },
    meant: read.reduce((sum, { meant }) => sum + meant, 0),
    rows: words.map(({ first, word: { modelCode, piece, values } }) => ({
      ...{ cell: first.row.address, modelCode, piece },
      values: Object.fromEntries(Object.entries(values).map(([field, one]) => [field, one?.value ?? null])),
    })),
  };
};
