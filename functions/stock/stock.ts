import type { Dealer } from '#contracts/dealer.ts';
import { isRejection, type Rejection, rejected } from '#contracts/outcome.ts';
import type { Reason } from '#contracts/reason.ts';
import { endRejected, endWith, type RunState } from '#contracts/state.ts';
import { type StockReading, standingOf } from '#contracts/stock.ts';
import type { Marketplace } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { UnreadableDocument } from '#pages/page.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { type StockTable, stockTables, unreadTabs } from '#pages/stock-table.ts';
import { sha256 } from '#shared/hash.ts';
import { writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import { artefactKey } from '#shared/run.ts';
import { type StockSaid, type StockWord, stockIn, withWords } from '#shared/stock.ts';
import { faultsOf } from './judge.ts';
import { offersByCode } from './known-codes.ts';
import { readSheet, type SheetContext, type SheetRead } from './sheet.ts';
import { takeIn } from './take-in.ts';

type StockPorts = Pick<Ports, 'inbox' | 'artefacts' | 'table' | 'machines' | 'clock' | 'parts'>;

/** What a person has said of this very sheet: how it is to be taken, and since when it may be; of others, since they came. */
const takenAs = async ({ dealerId, documentId, inbox }: RunState, { table }: StockPorts) => {
  const document = await table.documents.get({ dealerId, documentId });
  const { headings = {}, isWhole = false, confirmed = false } = document?.takenAs ?? {};
  const { at } = document?.saidToBe ?? { at: inbox.receivedAt };
  return { headings, isWhole, confirmed, at };
};
type TakenAs = Awaited<ReturnType<typeof takenAs>>;

const tablesOf = async ({ inbox: { key, version } }: RunState, named: TakenAs, ports: StockPorts) => {
  const document = await spreadsheetReader.open(await ports.inbox.read(key, version));
  try {
    const { sheets = [] } = document;
    const tables = stockTables(sheets, named.headings as Parameters<typeof stockTables>[1]);
    return { tables, unread: unreadTabs(sheets, tables) };
  } finally {
    document.close();
  }
};

/** A person may have taken for a stock sheet what is none. */
const asRejection = (error: unknown): Rejection => {
  if (!(error instanceof UnreadableDocument)) throw error;
  return rejected(error.reason);
};

const contextOf = async (
  { dealerId, documentId, inbox: { name, receivedAt } }: RunState,
  { isWhole }: TakenAs,
  dealer: Dealer | null,
  ports: StockPorts,
): Promise<Omit<SheetContext, 'unread'>> => ({
  ...{ document: name, documentId, order: `${receivedAt}#${documentId}`, dealer, isWhole },
  offers: await offersByCode(dealerId, ports),
  said: await stockIn(dealerId, ports),
});

const wordsByCode = (words: readonly StockWord[]) => Map.groupBy(words, ({ modelCode }) => modelCode);

/** That a machine which was spoken of before is there no more. */
const isOut =
  ({ records }: StockSaid) =>
  ({ modelCode, piece, values }: StockWord): boolean =>
    ['sold', 'absent'].includes(standingOf(values)) &&
    records.some((record) => record.modelCode === modelCode && record.piece === piece);

/** What is said of a code of which an ad would come that a rule forbids is not taken, and told; what is sold leaves. */
const fitWords = (
  words: readonly StockWord[],
  { offers, said }: SheetContext,
  setting: Parameters<typeof faultsOf>[2],
): { words: StockWord[]; problems: Reason[] } => {
  const then = withWords(said, words);
  const faults = new Map(
    [...wordsByCode(words).keys()].map(
      (code) => [code, faultsOf(offers.get(code) ?? [], then, setting)] as const,
    ),
  );
  const problems = [...faults]
    .filter(([, reasons]) => reasons.length > 0)
    .map(([code, reasons]) => reason('stock-row-unfit', { code, reasons }));
  const leaves = isOut(said);
  const isFit = (word: StockWord) => (faults.get(word.modelCode) ?? []).length === 0 || leaves(word);
  return { words: words.filter(isFit), problems };
};

const MOST_PROBLEMS = 1_000;

const keepReading = async (
  state: RunState,
  tables: readonly StockTable[],
  { isWhole, rows, problems }: SheetRead,
  { artefacts }: StockPorts,
): Promise<RunState> => {
  const reading: StockReading = {
    ...{ contractVersion: 1, document: state.inbox.name, isWhole, rows },
    columns: tables.flatMap(({ sheet, columns }) =>
      columns.map(({ text, heading }) => ({ sheet, heading: text, means: heading })),
    ),
    problems: problems.slice(0, MOST_PROBLEMS),
  };
  const key = artefactKey(state, 'stock');
  await writeJson(artefacts, key, reading);
  return { ...state, artefacts: { ...state.artefacts, stock: key } };
};

/** Told of a document at its end; all of them are in `stock.json`. */
const FIRST_PROBLEMS = 5;

/** The rows that a problem is about, whatever their cells; what has no place is of its code. */
const rowsOf = ({ place, values }: Reason): string[] => {
  const addresses = Array.isArray(values.addresses)
    ? values.addresses
    : [place?.address ?? values.code ?? ''];
  return addresses.map((address) => String(address).replace(/[A-Z]+(?=\d+$)/, ''));
};

const withCounts = (state: RunState, { meant: named, problems }: SheetRead): RunState => {
  const review = Math.min(new Set(problems.flatMap(rowsOf)).size, named);
  return {
    ...state,
    counts: { products: named, published: named - review, review, rejected: 0 },
    tally: { processed: named, succeeded: named - review, failed: review, engine: 'spreadsheet' },
    ...(problems.length > 0 && {
      cause: reason('stock-asks', {
        places: problems.length,
        reasons: problems.slice(0, FIRST_PROBLEMS),
        dealerId: state.dealerId,
        documentId: state.documentId,
      }),
    }),
  };
};

const NOTHING = reason('stock-empty');

/**
 * Takes in what a dealer's stock sheet says: what is sold leaves at once, all else comes with the feed that is built
 * next. A newer sheet replaces what it names; one of which nothing can be read changes nothing, and so does one by which
 * too much would be sold unasked.
 */
export const stock = async (
  state: RunState,
  ports: StockPorts,
  marketplace: Marketplace,
): Promise<RunState> => {
  const { dealerId, runId } = state;
  const named = await takenAs(state, ports);
  const opened = await tablesOf(state, named, ports).catch(asRejection);
  if (isRejection(opened)) return endRejected(state, opened);
  const { tables, unread } = opened;
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration ?? null;
  const context = { ...(await contextOf(state, named, dealer, ports)), unread };
  const read = readSheet(tables, context);
  const rules = (await rulesInForce(marketplace.name, ports)).rules;
  const { words, problems } = fitWords(read.words, context, { dealer, marketplace, rules });
  const whole = { ...read, problems: [...read.problems, ...problems] };
  const next = withCounts(await keepReading(state, tables, whole, ports), whole);
  if (words.length === 0) return endWith(next, { status: 'rejected', reason: next.cause ?? NOTHING });
  const name = `sold-${sha256(`${dealerId}\n${runId}`).slice(0, 40)}`;
  const taking = { dealerId, words, confirmed: named.confirmed, name, at: named.at };
  const taken = await takeIn(taking, ports);
  if (isRejection(taken)) return endWith(next, { status: 'review', reason: taken.reason });
  return { ...next, route: 'generate' };
};
