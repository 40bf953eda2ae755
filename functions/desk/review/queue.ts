import { FIRST_CHANNEL } from '#contracts/channel.ts';
import type { Reason } from '#contracts/reason.ts';
import { Validated, type ValidatedProduct } from '#contracts/validated.ts';
import { obstaclesOf } from '#functions/validate/review/apply-answers.ts';
import { EDITABLE_FIELDS } from '#functions/validate/review/editable-fields.ts';
import { rowBox } from '#functions/validate/review/waiting-products.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { inChannelsOf } from '#shared/in-channel.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { guardItemsOf, reviewItems, reviewSubject } from '#shared/review-items.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { ReviewItem } from '#shared/table/records.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { documentsInForce } from '../documents/documents.ts';
import { Refusal } from '../refusal.ts';
import { type JudgedMachine, judgedMachines } from './answers.ts';

/** The rules in force and the marketplace that they are for. */
export const judgesOf = async (ports: Ports) => {
  const marketplace = marketplaceOf(ports);
  return { marketplace, ...(await rulesInForce(marketplace.name, ports)) };
};

const isOpen = ({ status }: ReviewItem): boolean => status === 'open';

/** What waits for a person at this dealer, in the order of subjects; what a run has just asked is among it. */
const openItems = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<ReviewItem[]> =>
  (await reviewItems(dealerId, ports)).filter(isOpen);

/** What an answer is about: an item of the change guard, or a machine of a list in force. */
export type Subject = { guarded: ReviewItem } | { machine: JudgedMachine };

/** A subject by its name and by its code. */
type Called = [subject: string, modelCode: string, what: Subject];

const isCalled = (wanted: string, [subject, modelCode]: Called): boolean =>
  [subject, modelCode].some((name) => name.toUpperCase() === wanted.toUpperCase());

/** A code alone means what waits, where anything does. */
const waits = ([, , what]: Called): boolean =>
  'guarded' in what ? what.guarded.status === 'open' : what.machine.product.verdict === 'review';

/** What a machine goes by in the records. */
export const identityOf = ({ product }: JudgedMachine) => ({
  brand: product.brand ?? '',
  modelYear: product.modelYear ?? 0,
  modelCode: product.modelCode,
});

/** What the queue calls a subject. */
export const nameOf = (subject: Subject): string =>
  'guarded' in subject
    ? subject.guarded.subject
    : reviewSubject({ ...identityOf(subject.machine), kind: 'product' });

const severalOf = (wanted: string, names: string[]): Refusal =>
  new Refusal(reason('subject-ambiguous', { wanted, names }));

const unseen = (wanted: string): Refusal => new Refusal(reason('subject-unseen', { wanted }));

const unknown = (wanted: string, dealerId: string): Refusal =>
  new Refusal(reason('subject-unknown', { wanted, dealerId }));

/** What the change guard has asked, answered or not, as long as it matters. */
const guardedItems = async (dealerId: string, ports: Ports): Promise<ReviewItem[]> =>
  (await guardItemsOf(dealerId, ports)).filter(({ status }) => status !== 'closed');

/** Finds subjects by what the list of the queue calls them, or by a model code where only one of them is meant. */
const subjectFinder = async (dealerId: string, ports: Ports) => {
  const guarded = await guardedItems(dealerId, ports);
  const withoutPlace = (await openItems(dealerId, ports)).filter(
    ({ page, kind }) => kind === 'product' && page === null,
  );
  const machines = await judgedMachines(dealerId, await judgesOf(ports), ports);
  const all = [
    ...guarded.map((item): Called => [item.subject, item.modelCode, { guarded: item }]),
    ...machines.map((machine): Called => [nameOf({ machine }), machine.product.modelCode, { machine }]),
  ];
  return (wanted: string): Subject => {
    const found = all.filter((each) => isCalled(wanted, each));
    const waiting = found.filter(waits);
    const meant = waiting.length > 0 ? waiting : found;
    const names = new Set(meant.map(([subject]) => subject));
    if (names.size > 1) throw severalOf(wanted, [...names]);
    if (meant[0]) return meant[0][2];
    const isUnseen = withoutPlace.some((item) =>
      isCalled(wanted, [item.subject, item.modelCode, { guarded: item }]),
    );
    throw isUnseen ? unseen(wanted) : unknown(wanted, dealerId);
  };
};

/** What the words name, each once, also where its code and its subject were both said. Throws `Refusal`. */
export const subjectsNamed = async (dealerId: string, words: readonly string[], ports: Ports) => {
  await refuseUnknownDealer(dealerId, ports);
  const find = await subjectFinder(dealerId, ports);
  return [...new Map(words.map(find).map((subject) => [nameOf(subject), subject])).values()];
};

/** Everything about a subject that a person needs to answer. */
export interface SubjectInFull {
  subject: string;
  verdict: string;
  reasons: Reason[];
  /** Names that may be meant, and what speaks against each. */
  candidates: { name: string; against: Reason[] }[];
  document: string;
  page: number | null;
  /** Points, from the top left corner. */
  box: readonly number[] | null;
  /** In a spreadsheet: what its program calls the cells of the row. */
  addresses: string[];
  /** What the ad needs before it can be accepted. */
  obstacles: Reason[];
  /** Fields that can be set, as list and book or a person gave them. */
  fields: Record<string, string>;
}

const guardedInFull = (item: ReviewItem): SubjectInFull => ({
  ...{ subject: item.subject, verdict: item.kind, reasons: item.reasons },
  candidates: item.candidates.map((name) => ({ name, against: [] })),
  ...{ document: item.document, page: item.page, box: item.box, addresses: [], obstacles: [], fields: {} },
});

const machineInFull = ({ list, listing, product }: JudgedMachine): SubjectInFull => ({
  ...{ subject: product.modelCode, verdict: product.verdict, reasons: product.reasons },
  candidates: listing.matched.candidates.map(({ name, against }) => ({ name, against })),
  ...{ document: list.extracted.document, page: product.page, box: rowBox(listing) },
  ...{ addresses: Object.values(listing.extracted.addresses ?? {}), obstacles: obstaclesOf(product) },
  fields: Object.fromEntries(
    Object.entries(EDITABLE_FIELDS).map(([field, { printed }]) => [field, printed(listing)]),
  ),
});

/** What waits for a person at this dealer. Throws `Refusal` for a dealer that nobody knows. */
export const listWaiting = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<ReviewItem[]> => {
  await refuseUnknownDealer(dealerId, ports);
  return openItems(dealerId, ports);
};

/** How much waits at a dealer in all channels that it sells in. */
export const countOpen = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<number> => {
  // What the first channel's guard asks lies among the machines.
  const [shared, guarded] = await Promise.all([
    ports.table.reviews.query({ dealerId }),
    inChannelsOf(dealerId, ports, async (inOne) =>
      inOne.table.channel === FIRST_CHANNEL ? [] : guardItemsOf(dealerId, inOne),
    ),
  ]);
  return [...shared, ...guarded.flat()].filter(isOpen).length;
};

/** How much waits at each dealer, in all channels that it sells in. */
export const countWaiting = async (
  ports: Pick<Ports, 'table'>,
): Promise<{ dealerId: string; waiting: number }[]> =>
  Promise.all(
    (await ports.table.dealers.queryIndex('GSI1', {})).map(async ({ dealerId }) => ({
      dealerId,
      waiting: await countOpen(dealerId, ports),
    })),
  );

/** The subjects named, in full. Throws `Refusal` where a word names none, or several. */
export const showSubjects = async (
  dealerId: string,
  words: readonly string[],
  ports: Ports,
): Promise<SubjectInFull[]> =>
  (await subjectsNamed(dealerId, words, ports)).map((subject) =>
    'guarded' in subject ? guardedInFull(subject.guarded) : machineInFull(subject.machine),
  );

/** The products of the dealer's lists in force that are in review, with their verdicts. */
export const productsInReview = async (dealerId: string, ports: Ports): Promise<ValidatedProduct[]> => {
  const inForce = [...(await documentsInForce(dealerId, ports))];
  const documents = await ports.table.documents.getAll(
    inForce.map((documentId) => ({ dealerId, documentId })),
  );
  const standing = documents.filter(({ status }) => status === 'review');
  const keys = standing.flatMap((document) => document.artefacts?.validated ?? []);
  const validated = await Promise.all(keys.map((key) => readJson(ports.artefacts, key, Validated)));
  return validated.flatMap(({ products }) => products);
};
