import type { Dealer } from '#contracts/dealer.ts';
import { workOutAnew } from '#functions/catalogue/work-out-anew.ts';
import { namesOf } from '#functions/match/names.ts';
import { basisOf } from '#functions/validate/review/apply-answers.ts';
import type { Hand } from '#functions/validate/review/editable-fields.ts';
import { reason } from '#messages/reason.ts';
import { among } from '#messages/say.ts';
import { auditScope } from '#shared/audit.ts';
import { putDealer } from '#shared/dealers.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { GivenAnswer, ModelValue, TaughtMeaning } from '#shared/table/knowledge-records.ts';
import type { ManualMatch, ProductAnswer } from '#shared/table/records.ts';
import { keepMeanings } from '../knowledge/knowledge.ts';
import { planMeanings, type TeachMeanings } from '../knowledge/plan.ts';
import { planByHand, setByHand } from '../matches/set-by-hand.ts';
import type { DeskPorts } from '../ports.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { putAnswer } from '../review/answer.ts';
import {
  type Effect,
  type Identity,
  identityOf,
  type OfGuard,
  type OfLabel,
  type OfMachine,
  type OfModel,
  type OfName,
  type OfPicture,
  type OfWord,
  saidBesides,
  withPicture,
} from './effects.ts';
import type { Standing } from './standing.ts';

/** What was written, and what stood there. */
export type Step = GivenAnswer['steps'][number];

/** By whom, for which dealer, and how its lists are with it. */
export interface Writing {
  dealerId: string;
  hand: Hand;
  after: Standing;
}

const changed = (subject: string): Refusal => new Refusal(reason('changed-meanwhile', { subject }));

const answerOf = async (
  dealerId: string,
  { brand, modelYear, modelCode }: Identity,
  { table }: DeskPorts,
) => {
  const key = { dealerId, brand, modelYear, modelCode };
  return (await table.productAnswers.get(key)) ?? { ...key, edits: {} };
};

/** As it is with what is written before it: a person accepts what the list will say then. */
const basisAfter = (effect: Identity, { machines }: Standing): string => {
  const machine = machines.find((each) => {
    const { brand, modelYear, modelCode } = identityOf(each);
    return brand === effect.brand && modelYear === effect.modelYear && modelCode === effect.modelCode;
  });
  return machine ? basisOf(machine.listing) : '';
};

const ofMachine = async (
  effect: OfMachine,
  { dealerId, hand, after }: Writing,
  ports: DeskPorts,
): Promise<Step> => {
  const before = await answerOf(dealerId, effect, ports);
  // Nobody's answer goes over a withdrawal that came meanwhile.
  if (before.keptOut && effect.does !== 'keep-out') throw changed(effect.modelCode);
  const told = effect.does === 'accept' ? { ...effect, basis: basisAfter(effect, after) } : effect;
  await putAnswer(saidBesides(before, told, hand), ports);
  const stood = stoodBefore(effect, before);
  return { ...told, ...(stood && { stood }) };
};

/** What an answer is written over, to be put back when it is taken back; what was accepted is added to. */
const stoodBefore = (effect: OfMachine, { edits, keptOut }: ProductAnswer) => {
  if (effect.does === 'edit') return edits[effect.field];
  return effect.does === 'keep-out' ? keptOut : undefined;
};

const ofModel = async (
  { does, ...value }: OfModel,
  { dealerId, hand }: Writing,
  { table }: DeskPorts,
): Promise<Step> => {
  const record: ModelValue = { ...value, ...hand, scope: auditScope(dealerId) };
  const stood = await table.modelValues.get(record);
  await table.modelValues.put(record);
  return { does, ...value, ...(stood && { stood }) };
};

const ofName = async (
  { modelCode, name }: OfName,
  { dealerId, hand }: Writing,
  ports: DeskPorts,
): Promise<Step> => {
  const { rules } = await rulesInForce(ports.parts.marketplace, ports);
  const plan = orRefuse(await planByHand({ dealerId, modelCode, name }, namesOf(rules), ports));
  const stood = await Promise.all(
    plan.models.map(({ model }) => ports.table.manualMatches.get({ dealerId, model })),
  );
  await setByHand(plan, { who: hand.by, at: hand.at }, ports);
  return {
    does: 'name',
    name: plan.name,
    models: plan.models.map(({ model }) => model),
    stood: stood.filter((match) => match !== null),
  };
};

/** The books in force are worked out by it, without reading a file. Refused where what is printed speaks against it. */
const ofLabel = async (
  { label, section, field }: OfLabel,
  writing: Writing,
  ports: DeskPorts,
): Promise<Step> =>
  ofMeaning('meaning', { kind: 'label', text: label, section, means: field }, writing, ports);

const ofMeaning = async (
  does: 'meaning' | 'word',
  said: TeachMeanings['meanings'][number],
  { dealerId, hand }: Pick<Writing, 'dealerId' | 'hand'>,
  ports: DeskPorts,
): Promise<Step> => {
  const plan = await planMeanings({ dealerId, meanings: [said] }, ports);
  const [meaning] = plan.meanings;
  const stood = meaning && (await ports.table.meanings.get(meaning));
  await keepMeanings(plan, { who: hand.by, at: hand.at }, ports);
  return { does, ...meaning, ...(stood && { stood }) };
};

/** A word that is printed otherwise, or in parts, cannot be kept; the rows it stands in are accepted all the same. */
const ofWord = ({ text }: OfWord, writing: Writing, ports: DeskPorts): Promise<Step> =>
  ofMeaning('word', { kind: 'word', text, section: '', means: null }, writing, ports).catch((error) => {
    if (error instanceof Refusal && error.reason.code.startsWith('word-')) return { does: 'settle' };
    throw error;
  });

const dealerNow = async (dealerId: string, { table }: DeskPorts): Promise<Dealer> => {
  const record = await table.dealers.get({ dealerId });
  if (!record) throw changed(dealerId);
  return record.configuration;
};

const ofPicture = async (effect: OfPicture, { dealerId }: Writing, ports: DeskPorts): Promise<Step> => {
  const dealer = await dealerNow(dealerId, ports);
  await putDealer(withPicture(dealer, effect), ports, { fromFile: false });
  return { ...effect, stood: dealer.pictures.byFamily[effect.family] ?? null };
};

const ofGuard = async (
  { item: { subject, proposed }, status }: OfGuard,
  { dealerId, hand }: Writing,
  { table }: DeskPorts,
): Promise<Step> => {
  const patched = await table.reviews.patchIf(
    { dealerId, subject },
    { status, answeredBy: hand.by, updatedAt: hand.at },
    (stored, { eq }) => `${eq(stored.proposed, proposed)} AND ${eq(stored.status, 'open')}`,
  );
  if (!patched) throw changed(subject);
  return { does: 'guard', subject, proposed, status };
};

/** Writes one thing down; gives what is needed to take it back. Throws `Refusal` where something has changed. */
const write = async (effect: Effect, writing: Writing, ports: DeskPorts): Promise<Step> => {
  switch (effect.does) {
    case 'value':
      return ofModel(effect, writing, ports);
    case 'name':
      return ofName(effect, writing, ports);
    case 'picture':
      return ofPicture(effect, writing, ports);
    case 'guard':
      return ofGuard(effect, writing, ports);
    case 'meaning':
      return ofLabel(effect, writing, ports);
    case 'word':
      return ofWord(effect, writing, ports);
    case 'settle':
    case 'suppose':
      return { ...effect, does: 'settle' };
    default:
      return ofMachine(effect, writing, ports);
  }
};

type Given = Pick<GivenAnswer, 'dealerId' | 'by' | 'at'>;

const without = <Value>(record: Record<string, Value>, name: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

/** The machine's answer without what was said then; refused where somebody has said something else since. */
const unsaid = (now: ProductAnswer, step: Step & OfMachine, { by, at }: Given): ProductAnswer => {
  const isOurs = (said: { by: string; at: string } | undefined) => said?.by === by && said.at === at;
  if (step.does === 'keep-out') {
    if (!isOurs(now.keptOut)) throw changed(step.modelCode);
    const { keptOut: _, ...rest } = now;
    const { stood } = step as { stood?: ProductAnswer['keptOut'] };
    return stood ? { ...rest, keptOut: stood } : rest;
  }
  if (step.does === 'edit') {
    if (!isOurs(now.edits[step.field])) throw changed(step.modelCode);
    const edits = without(now.edits, step.field);
    const { stood } = step as { stood?: ProductAnswer['edits'][string] };
    return { ...now, edits: stood ? { ...edits, [step.field]: stood } : edits };
  }
  const { accepted, ...rest } = now;
  if (!accepted || accepted.basis !== step.basis) throw changed(step.modelCode);
  const isSeen = among(step.reasons);
  const reasons = accepted.reasons.filter((each) => !isSeen(each));
  return reasons.length > 0 ? { ...rest, accepted: { ...accepted, reasons } } : rest;
};

const isEmpty = ({ edits, accepted, keptOut }: ProductAnswer): boolean =>
  Object.keys(edits).length === 0 && !accepted && !keptOut;

/** Looks whether what was written still stands, and gives the taking back of it. */
type TakingBack = (step: Step, given: Given, ports: DeskPorts) => Promise<() => Promise<void>>;

const ofMachineBack: TakingBack = async (step, given, ports) => {
  const unsaidNow = async () => {
    const said = step as Step & OfMachine;
    return unsaid(await answerOf(given.dealerId, said, ports), said, given);
  };
  await unsaidNow();
  return async () => {
    const next = await unsaidNow();
    if (isEmpty(next)) await ports.table.productAnswers.remove(next);
    else await ports.table.productAnswers.put(next);
  };
};

const valueBack: TakingBack = async (step, { dealerId, by, at }, { table }) => {
  const { model, field, stood } = step as unknown as OfModel & { stood?: ModelValue };
  const key = { scope: auditScope(dealerId), model, field };
  const now = await table.modelValues.get(key);
  if (now?.by !== by || now.at !== at) throw changed(model);
  return () => (stood ? table.modelValues.put(stood) : table.modelValues.remove(key));
};

const nameBack: TakingBack = async (step, { dealerId, by, at }, { table }) => {
  const { models, stood } = step as unknown as { models: string[]; stood: ManualMatch[] };
  for (const model of models) {
    const now = await table.manualMatches.get({ dealerId, model });
    if (now?.setBy !== by || now.setAt !== at) throw changed(model);
  }
  return async () => {
    for (const model of models) {
      const before = stood.find((match) => match.model === model);
      if (before) await table.manualMatches.put(before);
      else await table.manualMatches.remove({ dealerId, model });
    }
    await table.states.add({ dealerId }, { catalogueRevision: 1 });
  };
};

const pictureBack: TakingBack = async (step, { dealerId }, ports) => {
  const { family, address, stood } = step as unknown as OfPicture & { stood: string[] | null };
  const { pictures } = await dealerNow(dealerId, ports);
  if (pictures.byFamily[family]?.[0] !== address) throw changed(family);
  return async () => {
    const dealer = await dealerNow(dealerId, ports);
    const others = without(dealer.pictures.byFamily, family);
    const byFamily = stood ? { ...others, [family]: stood } : others;
    await putDealer({ ...dealer, pictures: { ...dealer.pictures, byFamily } }, ports, { fromFile: false });
  };
};

const guardBack: TakingBack = async (step, { dealerId }, { table, clock }) => {
  const { subject, proposed, status } = step as unknown as {
    subject: string;
    proposed: string;
    status: OfGuard['status'];
  };
  const now = await table.reviews.get({ dealerId, subject });
  if (now?.proposed !== proposed || now.status !== status) throw changed(subject);
  return async () => {
    const patched = await table.reviews.patchIf(
      { dealerId, subject },
      { status: 'open', updatedAt: clock().toISOString() },
      (stored, { eq }) => `${eq(stored.proposed, proposed)} AND ${eq(stored.status, status)}`,
    );
    if (!patched) throw changed(subject);
  };
};

const meaningBack: TakingBack = async (step, { dealerId, by, at }, ports) => {
  const { scope, kind, text, section, stood } = step as unknown as TaughtMeaning & { stood?: TaughtMeaning };
  const now = await ports.table.meanings.get({ scope, kind, text, section });
  if (now?.taughtBy !== by || now.taughtAt !== at) throw changed(text);
  return async () => {
    if (stood) await ports.table.meanings.put(stood);
    else await ports.table.meanings.remove(now);
    await workOutAnew(dealerId, ports);
  };
};

const TAKING_BACK: Record<string, TakingBack> = {
  edit: ofMachineBack,
  accept: ofMachineBack,
  'keep-out': ofMachineBack,
  meaning: meaningBack,
  word: meaningBack,
  value: valueBack,
  name: nameBack,
  picture: pictureBack,
  guard: guardBack,
};

/**
 * The taking back of all that an answer wrote, the last first; nothing is done before it is called. Throws `Refusal` where
 * something else stands in the place of any of it now.
 */
export const takingBack = async (
  answer: Given & Pick<GivenAnswer, 'steps'>,
  ports: DeskPorts,
): Promise<() => Promise<void>> => {
  const backs: (() => Promise<void>)[] = [];
  for (const step of answer.steps.toReversed()) {
    const back = await TAKING_BACK[step.does]?.(step, answer, ports);
    if (back) backs.push(back);
  }
  return async () => {
    for (const back of backs) await back();
  };
};

/** Takes back what was written before something was refused; what somebody has said in its place since stays. */
const takeBackEach = async (
  steps: readonly Step[],
  { dealerId, hand }: Writing,
  ports: DeskPorts,
): Promise<void> => {
  for (const step of steps.toReversed())
    await takingBack({ dealerId, ...hand, steps: [step] }, ports)
      .then((back) => back())
      .catch((error) => {
        if (!(error instanceof Refusal)) throw error;
      });
};

/**
 * Writes everything down, or nothing: gives the step of each effect. Throws `Refusal` where something has changed, once
 * what was written before it is taken back.
 */
export const writeAll = async (
  effects: readonly Effect[],
  writing: Writing,
  ports: DeskPorts,
): Promise<Map<Effect, Step>> => {
  const steps = new Map<Effect, Step>();
  try {
    for (const effect of effects) steps.set(effect, await write(effect, writing, ports));
  } catch (error) {
    await takeBackEach([...steps.values()], writing, ports);
    throw error;
  }
  return steps;
};

const CHANGE_THE_MATCH = new Set(['name', 'meaning', 'word']);

/** From which stage the lists must see what was written, or taken back. */
export const seenFrom = (does: readonly string[]): 'match' | 'validate' =>
  does.some((each) => CHANGE_THE_MATCH.has(each)) ? 'match' : 'validate';
