import type { Dealer } from '#contracts/dealer.ts';
import { liveAds } from '#functions/generate/written-ads.ts';
import { sha256 } from '#shared/hash.ts';
import { modelValuesOf } from '#shared/model-values.ts';
import type { Ports } from '#shared/ports.ts';
import { remembered } from '#shared/remembered.ts';
import { reviewItems } from '#shared/review-items.ts';
import type { GivenAnswer } from '#shared/table/knowledge-records.ts';
import type { BookInForce, DocumentRecord, ListInForce, ReviewItem } from '#shared/table/records.ts';
import { meaningsFor, type Rewording } from '#shared/taught-meanings.ts';
import { newestFeed } from '../feeds/feed.ts';
import {
  type JudgedList,
  type JudgedMachine,
  type Judges,
  judgedLists,
  machinesOf,
} from '../review/answers.ts';
import { judgesOf } from '../review/queue.ts';

import { holds, keptAnswers } from './kept-answers.ts';
import { type LabelCandidate, labelCandidates } from './labels.ts';
import { type CatalogueMaker, catalogueMaker, printedBooks } from './printed-books.ts';
import { type UnitCandidate, unitCandidates } from './units.ts';

/** A row of a list in force, and the file it stands in. */
export interface Machine extends JudgedMachine {
  document: DocumentRecord;
}

/** How everything of a dealer stands that a question can be about. */
export interface Standing {
  dealer: Dealer;
  judges: Judges;
  lists: readonly JudgedList[];
  /** What lists in force speak for: of a file with several lists those that no newer one has overtaken. */
  machines: readonly Machine[];
  /** What the change guard asks, and machines that may stand where nobody could read. */
  guarded: readonly ReviewItem[];
  unseen: readonly ReviewItem[];
  /** Files that were refused since it cannot be told what they are, or their columns. */
  refused: readonly DocumentRecord[];
  books: readonly BookInForce[];
  /** The answers that hold. */
  given: readonly GivenAnswer[];
  /** Rows of books that nobody has a field for and that may give what machines lack. */
  labels: readonly LabelCandidate[];
  /** Units of books that nobody knows and that keep values from machines. */
  units: readonly UnitCandidate[];
  /** The books as they would be if that were said of them. */
  cataloguesWith: CatalogueMaker;
  /** Writes words of machines' names as people say that they are meant. */
  reword: Rewording;
  /** Ids of the ads in the newest feed. */
  inFeed: ReadonlySet<string>;
  /** ISO date, Moscow time. */
  today: string;
}

type StandingPorts = Pick<Ports, 'table' | 'artefacts'>;

/** Without a brand or a year a row is of no list, and waits in its file. */
const isInForce = ({ document, product }: Machine, lists: readonly ListInForce[]): boolean => {
  const { brand, modelYear } = product;
  if (brand === null || modelYear === null) return true;
  return lists.some(
    (list) =>
      list.documentId === document.documentId &&
      list.brand === brand &&
      list.modelYear === modelYear &&
      !list.retired,
  );
};

const withDocument = (judged: JudgedList): Machine[] =>
  machinesOf(judged).map((machine) => ({ ...machine, document: judged.document }));

/** The machines of judged lists that a list in force speaks for. */
const machinesInForce = (lists: readonly JudgedList[], inForce: readonly ListInForce[]): Machine[] =>
  lists.flatMap(withDocument).filter((machine) => isInForce(machine, inForce));

const idsInFeed = async (
  dealerId: string,
  { marketplace }: Judges,
  ports: StandingPorts,
): Promise<Set<string>> => {
  const ids = new Set<string>();
  for await (const { id } of liveAds(await newestFeed(dealerId, ports), marketplace.feed, ports)) ids.add(id);
  return ids;
};

/** Only a person can say what such a file is, or its columns. */
const UNTOLD: ReadonlySet<string> = new Set([
  'list-or-book',
  'stock-or-list',
  'headings-unknown',
  'headings-missing',
]);

/** Files that only a person can tell; what came later under the same name stands in the place of one. */
export const refusedOf = (documents: readonly DocumentRecord[]): DocumentRecord[] => {
  const newest = new Map(
    documents
      .toSorted((one, other) => one.receivedAt.localeCompare(other.receivedAt))
      .map((each) => [each.key, each]),
  );
  return [...newest.values()].filter(({ ending }) => UNTOLD.has(ending?.reason?.code ?? ''));
};

const MOSCOW_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow', dateStyle: 'short' });

/** What the table says that a standing is derived from; artefacts that it names never change. */
const sourcesOf = async (dealer: Dealer, { rules }: Judges, ports: StandingPorts): Promise<string> => {
  const { table } = ports;
  const of = { dealerId: dealer.id };
  const records = await Promise.all([
    table.documents.query(of),
    table.lists.query(of),
    table.books.query(of),
    table.productAnswers.query(of),
    modelValuesOf(dealer.id, ports),
    meaningsFor(dealer.id, ports),
    reviewItems(dealer.id, ports),
    table.givenAnswers.query(of),
    newestFeed(dealer.id, ports),
    dealer.adPer === 'code' ? [] : table.ads.query(of),
  ]);
  return sha256(JSON.stringify([table.channel, dealer, rules.version, records]));
};

/** What pages poll: judging thousands of rows takes seconds, and mostly nothing has changed. A large one is a lot of memory. */
const STANDINGS_KEPT = 1;
/** By what the ports of one process have in common, those behind walls too. */
const standings = new WeakMap<Ports['clock'], ReturnType<typeof remembered<Promise<Standing>>>>();

/** Gives all that questions of a dealer are derived from, judged by the rules in force; the dealer is known. */
export const readStanding = async (dealer: Dealer, ports: Ports): Promise<Standing> => {
  const judges = await judgesOf(ports);
  const today = MOSCOW_DAY.format(ports.clock());
  const keyNow = async () => `${today} ${await sourcesOf(dealer, judges, ports)}`;
  const key = await keyNow();
  const kept = standings.get(ports.clock) ?? remembered<Promise<Standing>>('standings', STANDINGS_KEPT);
  standings.set(ports.clock, kept);
  const known = kept.get(key);
  if (known) return known;
  const standing = derived(dealer, judges, today, ports).then(async (found) => {
    // What was written meanwhile may be in it, and be taken back: it is told this once.
    if ((await keyNow()) !== key) kept.drop(key);
    return found;
  });
  kept.set(key, standing);
  standing.catch(() => kept.drop(key));
  return standing;
};

const derived = async (dealer: Dealer, judges: Judges, today: string, ports: Ports): Promise<Standing> => {
  const { table } = ports;
  const of = { dealerId: dealer.id };
  const lists = await judgedLists(dealer.id, judges, ports);
  const machines = machinesInForce(lists, await table.lists.query(of));
  const printed = await printedBooks(dealer.id, machines, ports);
  const cataloguesWith = catalogueMaker(lists[0]?.list.catalogues ?? [], printed);
  const open = (await reviewItems(dealer.id, ports)).filter(({ status }) => status === 'open');
  return {
    ...{ dealer, judges, lists, machines },
    labels: await labelCandidates(machines, printed, cataloguesWith),
    units: await unitCandidates(machines, printed, cataloguesWith),
    cataloguesWith,
    reword: printed.reword,
    guarded: open.filter(({ kind }) => kind !== 'product'),
    unseen: open.filter(({ kind, page }) => kind === 'product' && page === null),
    refused: refusedOf(await table.documents.query(of)),
    books: await table.books.query(of),
    given: (await keptAnswers(dealer.id, ports)).filter(holds),
    inFeed: await idsInFeed(dealer.id, judges, ports),
    today,
  };
};
