import { isRejection, type Rejection, rejected } from '#contracts/outcome.ts';
import { distinctReasons, type Reason, reasonKey } from '#contracts/reason.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { type ListToJudge, readList } from '#functions/validate/read-list.ts';
import { basisOf, obstaclesOf } from '#functions/validate/review/apply-answers.ts';
import {
  EDITABLE_FIELDS,
  type EditableField,
  type Hand,
} from '#functions/validate/review/editable-fields.ts';
import { judgeList, validateProduct } from '#functions/validate/validate-products.ts';
import type { Listing, Marketplace } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { wordsMeant } from '#shared/meant.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord, ProductAnswer } from '#shared/table/records.ts';
import { documentsInForce } from '../documents/documents.ts';

/** A list in force with the verdicts on its rows, in their order. */
export interface JudgedList {
  document: DocumentRecord;
  list: ListToJudge;
  products: ValidatedProduct[];
}

/** A row of a list in force, as it is judged now. */
export interface JudgedMachine {
  list: ListToJudge;
  listing: Listing;
  product: ValidatedProduct;
}

/** What machines are judged by. */
export interface Judges {
  marketplace: Marketplace;
  rules: RuleSet;
}

/** The dealer's lists in force, judged by these rules; nothing is written. */
export const judgedLists = async (
  dealerId: string,
  judges: Judges,
  ports: Pick<Ports, 'table' | 'artefacts'>,
): Promise<JudgedList[]> => {
  const lists: JudgedList[] = [];
  for (const documentId of await documentsInForce(dealerId, ports)) {
    const document = await ports.table.documents.get({ dealerId, documentId });
    if (!document?.artefacts?.matched) continue;
    const list = await readList({ dealerId, artefacts: document.artefacts }, ports);
    lists.push({ document, list, products: judgeList(list, judges) });
  }
  return lists;
};

/** The rows of a judged list. */
export const machinesOf = ({ list, products }: JudgedList): JudgedMachine[] =>
  products.map((product, at) => ({ list, product, listing: list.listings[at] as Listing }));

/** Every row of the dealer's lists in force, judged by these rules; nothing is written. */
export const judgedMachines = async (
  dealerId: string,
  judges: Judges,
  ports: Pick<Ports, 'table' | 'artefacts'>,
): Promise<JudgedMachine[]> => (await judgedLists(dealerId, judges, ports)).flatMap(machinesOf);

/** What has been said of the machine so far, or nothing yet. Rejected where it is no one's: without brand or year. */
const answerSoFar = ({ list, product }: JudgedMachine, dealerId: string): ProductAnswer | Rejection => {
  const { brand, modelYear, modelCode } = product;
  if (brand === null || modelYear === null) return rejected(reason('machine-unknown', { modelCode }));
  const said = list.answers.find(
    (answer) => answer.brand === brand && answer.modelYear === modelYear && answer.modelCode === modelCode,
  );
  return said ?? { dealerId, brand, modelYear, modelCode, edits: {} };
};

/** Which of the rows is meant cannot be said. */
const repeatedCode = ({ list, product: { modelCode, reasons } }: JudgedMachine): Rejection[] =>
  list.listings.filter(({ extracted }) => extracted.modelCode === modelCode).length > 1
    ? [rejected(reason('code-repeated', { modelCode, reasons }))]
    : [];

const forbidden = ({ product: { verdict, modelCode, reasons } }: JudgedMachine): Rejection[] =>
  verdict === 'rejected' ? [rejected(reason('forbidden', { modelCode, reasons }))] : [];

const FIELDS = Object.keys(EDITABLE_FIELDS);

const incomplete = ({ product }: JudgedMachine): Rejection[] => {
  const reasons = obstaclesOf(product);
  if (reasons.length === 0) return [];
  return [rejected(reason('incomplete', { modelCode: product.modelCode, reasons, fields: FIELDS }))];
};

/** An answer for a machine; `hand` is who gives it and when. */
type Answering = { machine: JudgedMachine; dealerId: string; hand: Hand };

/** Publish it as proposed: the reasons that are there now count as seen. */
export const acceptance = ({ machine, dealerId, hand }: Answering): ProductAnswer | Rejection => {
  const said = answerSoFar(machine, dealerId);
  if (isRejection(said)) return said;
  const [refusal] = [...forbidden(machine), ...repeatedCode(machine), ...incomplete(machine)];
  if (refusal) return refusal;
  const basis = basisOf(machine.listing);
  const seen = said.accepted?.basis === basis ? said.accepted.reasons : [];
  const reasons = distinctReasons([...seen, ...machine.product.reasons]);
  return { ...said, accepted: { basis, reasons, ...hand } };
};

/** Keep it out, of later lists too, until it is reopened. */
export const keepingOut = (
  { machine, dealerId, hand }: Answering,
  why: string,
): ProductAnswer | Rejection => {
  const said = answerSoFar(machine, dealerId);
  return isRejection(said) ? said : { ...said, keptOut: { why, ...hand } };
};

/** `TrackWidth=508`, taken apart. */
interface FieldValue {
  field: string;
  value: string;
}

const noField = (field: string): Rejection =>
  rejected(reason('unknown-field', { field, fields: FIELDS, near: wordsMeant(field, FIELDS) }));

const noValue = ({ field, value }: FieldValue, { example }: EditableField): Rejection =>
  rejected(reason('unfit-value', { field, value, example }));

const ruleBroken = ({ field }: FieldValue, reasons: Reason[]): Rejection =>
  rejected(reason('rule-broken', { field, reasons }));

/** What the rules newly have against the ad with this value in it. */
export const newObstacles = (
  { list, listing, product }: JudgedMachine,
  next: Listing,
  judges: Judges,
): Reason[] => {
  const { dealer } = list;
  const judged = validateProduct(next, judges.marketplace.compose(next, dealer), { ...judges, dealer });
  const before = validateProduct(listing, judges.marketplace.compose(listing, dealer), { ...judges, dealer });
  const known = new Set(obstaclesOf(before).map(reasonKey));
  return obstaclesOf(product.ad ? judged : product).filter((obstacle) => !known.has(reasonKey(obstacle)));
};

/** The list's spelling: one of Avito's names ends in a space. */
const spelled = ({ field, value }: FieldValue, { rules }: Judges): string => {
  const names = rules.layers['model-catalogue'].flatMap((rule) => (rule.tag === field ? rule.names : []));
  return names.find((name) => name.trim() === value.trim()) ?? value.trim();
};

/** What must be known to edit a machine. */
type Editing = Pick<Answering, 'machine' | 'hand'> & { said: ProductAnswer; judges: Judges };

const oneEdit = (
  { machine, hand, said, judges }: Editing,
  wish: FieldValue,
): ProductAnswer['edits'][string] | Rejection => {
  const editable = Object.hasOwn(EDITABLE_FIELDS, wish.field) ? EDITABLE_FIELDS[wish.field] : undefined;
  if (!editable) return noField(wish.field);
  const value = editable.read(spelled(wish, judges), machine.listing);
  if (value === null) return noValue(wish, editable);
  const obstacles = newObstacles(machine, editable.set(machine.listing, value, hand), judges);
  if (obstacles.length > 0) return ruleBroken(wish, obstacles);
  const now = editable.printed(machine.listing);
  const before = said.edits[wish.field];
  return { value, insteadOf: before?.value === now ? before.insteadOf : now, ...hand };
};

/** A value would be written down, and nothing come of it. */
const standsOut = ({ modelCode, keptOut }: ProductAnswer): Rejection[] =>
  keptOut ? [rejected(reason('kept-out', { modelCode, by: keptOut.by, because: keptOut.why }))] : [];

/** Sets fields, if the rules have nothing against the values; they hold while list and book say what they say now. */
export const edition = (
  { machine, dealerId, hand }: Answering,
  wishes: readonly FieldValue[],
  judges: Judges,
): ProductAnswer | Rejection => {
  const said = answerSoFar(machine, dealerId);
  if (isRejection(said)) return said;
  const [refusal] = standsOut(said);
  if (refusal) return refusal;
  const edits = { ...said.edits };
  for (const wish of wishes) {
    const edit = oneEdit({ machine, hand, said, judges }, wish);
    if (isRejection(edit)) return edit;
    edits[wish.field] = edit;
  }
  return { ...said, edits };
};
