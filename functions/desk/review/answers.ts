import { isRejection, type Rejection, rejected } from '#contracts/outcome.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { judgeList } from '#functions/validate/judge-list.ts';
import { type ListToJudge, readList } from '#functions/validate/read-list.ts';
import { basisOf, obstaclesOf } from '#functions/validate/review/apply-answers.ts';
import {
  EDITABLE_FIELDS,
  type EditableField,
  type Hand,
} from '#functions/validate/review/editable-fields.ts';
import { validateProduct } from '#functions/validate/validate-products.ts';
import type { Listing, Marketplace } from '#marketplace/marketplace.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { Ports } from '#shared/ports.ts';
import type { ProductAnswer } from '#shared/table/records.ts';

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

/** Every row of the dealer's lists in force, judged by these rules; nothing is written. */
export const judgedMachines = async (
  dealerId: string,
  judges: Judges,
  ports: Pick<Ports, 'table' | 'artefacts'>,
): Promise<JudgedMachine[]> => {
  const lists = await ports.table.lists.query({ dealerId });
  const machines: JudgedMachine[] = [];
  for (const documentId of new Set(lists.map((list) => list.documentId))) {
    const artefacts = (await ports.table.documents.get({ dealerId, documentId }))?.artefacts;
    if (!artefacts?.matched) continue;
    const list = await readList({ dealerId, artefacts }, ports);
    for (const [at, product] of judgeList(list, judges).entries())
      machines.push({ list, product, listing: list.listings[at] as Listing });
  }
  return machines;
};

/** What has been said of the machine so far, or nothing yet. Rejected where it is no one's: without brand or year. */
const answerSoFar = ({ list, product }: JudgedMachine, dealerId: string): ProductAnswer | Rejection => {
  const { brand, modelYear, modelCode } = product;
  if (brand === null || modelYear === null)
    return rejected(
      'machine-unknown',
      `The list does not tell the brand or the model year of ${modelCode}.`,
      'Correct the title of the list, and drop it again.',
    );
  const said = list.answers.find(
    (answer) => answer.brand === brand && answer.modelYear === modelYear && answer.modelCode === modelCode,
  );
  return said ?? { dealerId, brand, modelYear, modelCode, edits: {} };
};

/** Which of the rows is meant cannot be said. */
const repeatedCode = ({ list, product }: JudgedMachine): Rejection[] =>
  list.listings.filter(({ extracted }) => extracted.modelCode === product.modelCode).length > 1
    ? [
        rejected(
          'code-repeated',
          `${product.modelCode} stands in several rows: ${product.reasons.join('; ')}.`,
          'Correct the list, and drop it again.',
        ),
      ]
    : [];

const forbidden = ({ product }: JudgedMachine): Rejection[] =>
  product.verdict === 'rejected'
    ? [
        rejected(
          'forbidden',
          `${product.modelCode} is rejected: ${product.reasons.join('; ')}.`,
          'What a rule forbids nobody can accept: edit the value, or reopen what was kept out.',
        ),
      ]
    : [];

const WHERE_IT_COMES_FROM =
  `Give ${Object.keys(EDITABLE_FIELDS).join(', ')} by feedwright review edit, for example TrackWidth=508; ` +
  'all else, such as pictures, comes from the spec book or by feedwright dealers put.';

const incomplete = ({ product }: JudgedMachine): Rejection[] => {
  const obstacles = obstaclesOf(product);
  if (obstacles.length === 0) return [];
  const reason = `No word replaces what the ad of ${product.modelCode} needs: ${obstacles.join('; ')}.`;
  return [rejected('incomplete', reason, WHERE_IT_COMES_FROM)];
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
  const reasons = [...new Set([...seen, ...machine.product.reasons])];
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
export interface FieldValue {
  field: string;
  value: string;
}

const noField = (field: string): Rejection =>
  rejected(
    'unknown-field',
    `${JSON.stringify(field)} is no field that can be edited.`,
    `Write FIELD=VALUE with one of ${Object.keys(EDITABLE_FIELDS).join(', ')}.`,
  );

const noValue = ({ field, value }: FieldValue, { example }: EditableField): Rejection =>
  rejected('unfit-value', `${JSON.stringify(value)} is no value of ${field}.`, `Write it like ${example}.`);

const ruleBroken = ({ field }: FieldValue, obstacles: string[]): Rejection =>
  rejected(
    'rule-broken',
    `The rules refuse this ${field}: ${obstacles.join('; ')}.`,
    'Use a value that they allow.',
  );

/** What the rules newly have against the ad with this value in it. */
const newObstacles = ({ list, listing, product }: JudgedMachine, next: Listing, judges: Judges): string[] => {
  const { dealer } = list;
  const judged = validateProduct(next, judges.marketplace.compose(next, dealer), { ...judges, dealer });
  const known = obstaclesOf(
    validateProduct(listing, judges.marketplace.compose(listing, dealer), { ...judges, dealer }),
  );
  return obstaclesOf(product.ad ? judged : product).filter((obstacle) => !known.includes(obstacle));
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
  keptOut
    ? [
        rejected(
          'kept-out',
          `${modelCode} was kept out by ${keptOut.by}${keptOut.why && `: ${keptOut.why}`}.`,
          'To sell it again reopen it first, by feedwright review reopen.',
        ),
      ]
    : [];

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
