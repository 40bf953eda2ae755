import type { Dealer } from '#contracts/dealer.ts';
import { workOutAnew } from '#functions/catalogue/work-out-anew.ts';
import { namesOf } from '#functions/match/names.ts';
import { basisOf } from '#functions/validate/review/apply-answers.ts';
import type { Hand } from '#functions/validate/review/editable-fields.ts';
import { among } from '#messages/among.ts';
import { auditScope } from '#shared/audit.ts';
import { putDealer } from '#shared/dealers.ts';
import { channelNamed } from '#shared/in-channel.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { GivenAnswer, ModelValue } from '#shared/table/knowledge-records.ts';
import type { ProductAnswer } from '#shared/table/records.ts';
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
  type OfMachine,
  type OfModel,
  type OfName,
  type OfPicture,
  saidBesides,
  withPicture,
} from './effects.ts';
import { forgetAnswer, keepAnswer } from './kept-answers.ts';
import { ofFile } from './of-file.ts';
import { ofHeadings } from './of-headings.ts';
import type { Standing } from './standing.ts';
import { answerOf, changed, dealerNow, isOfBooks, type Planned, type Step } from './step.ts';
import { takeBackEach } from './take-back.ts';

/** By whom, for which dealer, and how its lists are with it. */
export interface Writing {
  dealerId: string;
  hand: Hand;
  after: Standing;
}

/** As it is with what is written before it: a person accepts what the list will say then. */
const basisAfter = (effect: Identity, { machines }: Standing): string => {
  const machine = machines.find((each) => {
    const { brand, modelYear, modelCode } = identityOf(each);
    return brand === effect.brand && modelYear === effect.modelYear && modelCode === effect.modelCode;
  });
  return machine ? basisOf(machine.listing) : '';
};

/** An acceptance of what nobody has accepted yet: that alone is taken back with it. */
const accepting = (
  effect: OfMachine & { does: 'accept' },
  { accepted }: ProductAnswer,
  after: Standing,
): OfMachine => {
  const basis = basisAfter(effect, after);
  const isSeen = accepted?.basis === basis ? among(accepted.reasons) : () => false;
  return { ...effect, basis, reasons: effect.reasons.filter((each) => !isSeen(each)) };
};

/** What an answer is written over, to be put back when it is taken back; what was accepted is added to. */
const stoodBefore = (effect: OfMachine, { edits, keptOut }: ProductAnswer) => {
  if (effect.does === 'edit') return edits[effect.field];
  return effect.does === 'keep-out' ? keptOut : undefined;
};

const ofMachine = async (
  effect: OfMachine,
  { dealerId, hand, after }: Writing,
  ports: DeskPorts,
): Promise<Planned> => {
  const before = await answerOf(dealerId, effect, ports);
  const told = effect.does === 'accept' ? accepting(effect, before, after) : effect;
  const stood = stoodBefore(effect, before);
  return {
    step: { ...told, ...(stood && { stood }) },
    write: async () => {
      const now = await answerOf(dealerId, effect, ports);
      // Nobody's answer goes over a withdrawal that came meanwhile.
      if (now.keptOut && effect.does !== 'keep-out') throw changed(effect.modelCode, now.keptOut);
      await putAnswer(saidBesides(now, told, hand), ports);
    },
  };
};

const ofModel = async (
  { does, ...value }: OfModel,
  { dealerId, hand }: Writing,
  { table }: DeskPorts,
): Promise<Planned> => {
  const record: ModelValue = { ...value, ...hand, scope: auditScope(dealerId) };
  const stood = await table.modelValues.get(record);
  return {
    step: { does, ...value, ...(stood && { stood }) },
    write: () => table.modelValues.put(record),
  };
};

const ofName = async (
  { modelCode, name }: OfName,
  { dealerId, hand }: Writing,
  ports: DeskPorts,
): Promise<Planned> => {
  const { rules } = await rulesInForce(ports.parts.marketplace, ports);
  const plan = orRefuse(await planByHand({ dealerId, modelCode, name }, namesOf(rules), ports));
  const models = plan.models.map(({ model }) => model);
  const stood = await Promise.all(models.map((model) => ports.table.manualMatches.get({ dealerId, model })));
  return {
    step: {
      ...{ does: 'name', name: plan.name, models, printed: plan.models.map(({ printed }) => printed) },
      stood: stood.filter((match) => match !== null),
    },
    write: () => setByHand(plan, { who: hand.by, at: hand.at }, ports),
  };
};

type Said = TeachMeanings['meanings'][number];

/** The books in force are worked out by it once all is written. Refused where what is printed speaks against it. */
const ofMeaning = async (
  does: 'meaning' | 'word' | 'unit',
  said: Said,
  { dealerId, hand }: Writing,
  ports: DeskPorts,
): Promise<Planned> => {
  const [meaning] = (await planMeanings({ dealerId, meanings: [said] }, ports)).meanings;
  if (!meaning) return settling({ does: 'settle' });
  const stood = await ports.table.meanings.get(meaning);
  return {
    step: { does, ...meaning, ...(stood && { stood }) },
    write: () => ports.table.meanings.put({ ...meaning, taughtBy: hand.by, taughtAt: hand.at }),
  };
};

/** A word that is printed otherwise, or in parts, cannot be kept; the rows it stands in are accepted all the same. */
const ofWord = (said: Said, writing: Writing, ports: DeskPorts): Promise<Planned> =>
  ofMeaning('word', said, writing, ports).catch((error) => {
    if (error instanceof Refusal && error.reason.code.startsWith('word-'))
      return settling({ does: 'settle' });
    throw error;
  });

const ofPicture = async (effect: OfPicture, { dealerId }: Writing, ports: DeskPorts): Promise<Planned> => {
  const put = async (dealer: Dealer) =>
    putDealer(withPicture(dealer, effect), ports, { fromFile: false }).then(() => {});
  const { pictures } = await dealerNow(dealerId, ports);
  return {
    step: { ...effect, stood: pictures.byFamily[effect.family] ?? null },
    write: async () => put(await dealerNow(dealerId, ports)),
  };
};

const ofGuard = (
  { item: { subject, proposed }, status }: OfGuard,
  { dealerId, hand }: Writing,
  { table }: DeskPorts,
): Planned => ({
  step: { does: 'guard', subject, proposed, status, ...channelNamed({ table }) },
  write: async () => {
    const patched = await table.guardItems.patchIf(
      { dealerId, subject },
      { status, answeredBy: hand.by, updatedAt: hand.at },
      (stored, { eq }) => `${eq(stored.proposed, proposed)} AND ${eq(stored.status, 'open')}`,
    );
    if (!patched) throw changed(subject);
  },
});

const settling = (effect: Step): Planned => ({ step: { ...effect, does: 'settle' }, write: async () => {} });

/** One thing as it is to be written down. Throws `Refusal` for what cannot be said. */
const planOf = async (effect: Effect, writing: Writing, ports: DeskPorts): Promise<Planned> => {
  switch (effect.does) {
    case 'value':
      return ofModel(effect, writing, ports);
    case 'name':
      return ofName(effect, writing, ports);
    case 'picture':
      return ofPicture(effect, writing, ports);
    case 'guard':
      return ofGuard(effect, writing, ports);
    case 'meaning': {
      const { label, section, field } = effect;
      return ofMeaning('meaning', { kind: 'label', text: label, section, means: field }, writing, ports);
    }
    case 'word':
      return ofWord({ kind: 'word', text: effect.text, section: '', means: null }, writing, ports);
    case 'unit':
      return ofMeaning(
        'unit',
        { kind: 'unit', text: effect.text, section: '', means: effect.means },
        writing,
        ports,
      );
    case 'file':
      return ofFile(effect, writing, ports);
    case 'headings':
      return ofHeadings(effect, writing, ports);
    case 'settle':
    case 'suppose':
      return settling({ ...effect });
    default:
      return ofMachine(effect, writing, ports);
  }
};

/** All that is to be written; nothing is. Throws `Refusal` for what cannot be said. */
export const planAll = async (
  effects: readonly Effect[],
  writing: Writing,
  ports: DeskPorts,
): Promise<Map<Effect, Planned>> => {
  const plans = new Map<Effect, Planned>();
  for (const effect of effects) plans.set(effect, await planOf(effect, writing, ports));
  return plans;
};

/**
 * Writes what is planned, or nothing: the answers are kept first, as begun, so that of one that is broken off each step
 * can be taken back. Throws `Refusal` where something has changed, once all is as it was.
 */
export const writeAll = async (
  plans: readonly Planned[],
  answers: readonly GivenAnswer[],
  { dealerId, hand }: Pick<Writing, 'dealerId' | 'hand'>,
  ports: DeskPorts,
): Promise<void> => {
  for (const answer of answers) await keepAnswer({ ...answer, unfinished: true }, ports);
  const steps = plans.map(({ step }) => step);
  try {
    for (const { write } of plans) await write();
    if (steps.some(isOfBooks)) await workOutAnew(dealerId, ports);
  } catch (error) {
    await takeBackEach(steps, { dealerId, ...hand }, ports);
    for (const answer of answers) await forgetAnswer(answer, ports);
    throw error;
  }
  for (const answer of answers) await keepAnswer(answer, ports);
};

const CHANGE_THE_MATCH = new Set(['name', 'meaning', 'word', 'unit', 'file', 'headings']);

/** From which stage the lists must see what was written, or taken back. */
export const seenFrom = (does: readonly string[]): 'match' | 'validate' =>
  does.some((each) => CHANGE_THE_MATCH.has(each)) ? 'match' : 'validate';
