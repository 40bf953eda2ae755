import * as z from 'zod';
import { type Rejection, rejected } from '#contracts/outcome.ts';
import { distinctReasons, type Reason } from '#contracts/reason.ts';
import { lexicalEmbedder, similarityBy } from '#functions/match/embedder.ts';
import {
  type ListedMachine,
  type ListPorts,
  listedMachines,
} from '#functions/match/manual/listed-machines.ts';
import { objectionsTo } from '#functions/match/manual/manual-decision.ts';
import { namesOf } from '#functions/match/names.ts';
import { modelKey } from '#functions/match/understand.ts';
import { reason } from '#messages/reason.ts';
import { normalise } from '#reference/naming/normalise.ts';
import type { Act } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { ManualMatch } from '#shared/table/records.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { newestFeed } from '../feeds/feed.ts';
import type { DeskPorts } from '../ports.ts';
import { orRefuse, Refusal } from '../refusal.ts';

/** A person's wish: this code's model is Avito's `name`. */
export const SetMatch = z.strictObject({ dealerId: z.string(), modelCode: z.string(), name: z.string() });
export type Wish = z.infer<typeof SetMatch>;

/** A person's wish that the engine decides again. */
export const RemoveMatch = SetMatch.omit({ name: true });

/** One model that the wish is about: its text for matching, and as the list prints it. */
interface WishedModel {
  readonly model: string;
  readonly printed: string;
  /** All codes of the lists in force that are this model, and so get the name. */
  readonly modelCodes: readonly string[];
  /** What speaks against the name, continuing "it …". */
  readonly contradictions: readonly Reason[];
}

/** What fulfilling the wish would set. */
export interface Plan {
  readonly dealerId: string;
  readonly modelCode: string;
  /** To the letter of Avito's list. */
  readonly name: string;
  readonly models: readonly WishedModel[];
}

const NEAR_NAMES = 5;

async function nearNames(wanted: string, names: readonly string[]): Promise<string[]> {
  const text = normalise(wanted);
  const texts = new Map(names.map((name) => [name, normalise(name)]));
  const { similarity } = await similarityBy([lexicalEmbedder], [text, ...texts.values()]);
  const likeness = (name: string) => similarity(text, texts.get(name) ?? '');
  return names
    .toSorted((one, other) => likeness(other) - likeness(one))
    .slice(0, NEAR_NAMES)
    .map((name) => name.trim());
}

const unknownName = async (wanted: string, names: readonly string[]): Promise<Rejection> =>
  rejected(reason('unknown-name', { name: wanted, near: await nearNames(wanted, names) }));

const unknownCode = ({ dealerId, modelCode }: Wish): Rejection =>
  rejected(reason('code-not-listed', { dealerId, modelCode }));

const printed = ({ product }: ListedMachine): string =>
  [product.brand, product.model, product.package, product.engine, product.trackLength]
    .filter(Boolean)
    .join(' ');

function wishedModel(model: string, rows: readonly ListedMachine[], name: string): WishedModel {
  const contradictions = rows.flatMap(({ subject }) => objectionsTo(name, subject));
  return {
    model,
    printed: printed(rows[0] as ListedMachine),
    modelCodes: [...new Set(rows.map(({ product }) => product.modelCode))].sort(),
    contradictions: distinctReasons(contradictions),
  };
}

/**
 * What a wish would set, or why it cannot be. A code stands for its model: the name goes to all codes of
 * that model, now and in later lists. Spaces around a name are nobody's intention, and one listed name ends in one.
 */
export async function planByHand(
  wish: Wish,
  names: readonly string[],
  ports: ListPorts,
): Promise<Plan | Rejection> {
  const name = names.find((listed) => listed.trim() === wish.name.trim());
  if (name === undefined) return unknownName(wish.name, names);
  const rows = await listedMachines(wish.dealerId, ports);
  const byModel = Map.groupBy(rows, ({ product }) => modelKey(product));
  const wished = [...byModel].filter(([, same]) =>
    same.some(({ product }) => product.modelCode === wish.modelCode),
  );
  if (wished.length === 0) return unknownCode(wish);
  return { ...wish, name, models: wished.map(([model, same]) => wishedModel(model, same, name)) };
}

/** Matching reads the revision before the names set by hand: a list in the middle of it is matched again. */
const announce = (dealerId: string, { table }: Pick<Ports, 'table'>) =>
  table.states.add({ dealerId }, { catalogueRevision: 1 });

/** Keeps the name for the plan's models, in place of one that was set before. */
export async function setByHand(
  plan: Plan,
  { who, at }: Pick<Act, 'who' | 'at'>,
  ports: Pick<Ports, 'table'>,
): Promise<void> {
  const { dealerId, modelCode, name } = plan;
  for (const { model, printed, contradictions } of plan.models)
    await ports.table.manualMatches.put({
      dealerId,
      model,
      modelCode,
      name,
      printed,
      contradictions: [...contradictions],
      setBy: who,
      setAt: at,
    });
  await announce(dealerId, ports);
}

/** The names set by hand that the code stands for: it is of their model now, or was when they were set. */
export async function keptFor(
  { dealerId, modelCode }: Omit<Wish, 'name'>,
  ports: ListPorts,
): Promise<ManualMatch[]> {
  const rows = await listedMachines(dealerId, ports);
  const models = rows
    .filter(({ product }) => product.modelCode === modelCode)
    .map(({ product }) => modelKey(product));
  const kept = await ports.table.manualMatches.query({ dealerId });
  return kept.filter((match) => match.modelCode === modelCode || models.includes(match.model));
}

/** Forgets names set by hand: the engine decides again. */
export async function removeByHand(
  kept: readonly ManualMatch[],
  dealerId: string,
  ports: Pick<Ports, 'table'>,
): Promise<void> {
  for (const { model } of kept) await ports.table.manualMatches.remove({ dealerId, model });
  await announce(dealerId, ports);
}

/** A name that somebody has set for one machine alone, by `review edit`: it stands before that of its model. */
interface Overruling {
  modelCode: string;
  name: string;
  by: string;
}

const overrulingOf = async (
  { dealerId, models }: Plan,
  { table }: Pick<Ports, 'table'>,
): Promise<Overruling[]> => {
  const codes = new Set(models.flatMap(({ modelCodes }) => modelCodes));
  const answers = await table.productAnswers.query({ dealerId });
  return answers.flatMap(({ modelCode, edits: { Model } }) =>
    Model && codes.has(modelCode) ? [{ modelCode, name: Model.value, by: Model.by }] : [],
  );
};

/** Sets a name on a person's word and has the lists matched by it. Throws `Refusal`. */
export async function setMatch(
  actor: Actor,
  wish: Wish,
  ports: DeskPorts,
): Promise<{ plan: Plan; overruling: Overruling[]; feed: FeedVersion | null }> {
  const { dealerId, modelCode: subject } = wish;
  await refuseUnknownDealer(dealerId, ports);
  const plan = await ports.acts.once(actor, { dealerId, action: 'match.set', subject }, async () => {
    const { rules } = await rulesInForce(ports.parts.marketplace, ports);
    const planned = orRefuse(await planByHand(wish, namesOf(rules), ports));
    const effect = async (act: Act) => {
      await setByHand(planned, act, ports);
      return planned;
    };
    return { details: { name: planned.name, models: planned.models }, effect };
  });
  return { plan, overruling: await overrulingOf(plan, ports), feed: await newestFeed(dealerId, ports) };
}

/** Forgets the names that were set for a code; gives them. Throws `Refusal` where none was. */
export async function removeMatch(
  actor: Actor,
  wish: z.infer<typeof RemoveMatch>,
  ports: DeskPorts,
): Promise<{ removed: ManualMatch[]; feed: FeedVersion | null }> {
  const { dealerId, modelCode: subject } = wish;
  await refuseUnknownDealer(dealerId, ports);
  const removed = await ports.acts.once(actor, { dealerId, action: 'match.remove', subject }, async () => {
    const kept = await keptFor(wish, ports);
    if (kept.length === 0) throw new Refusal(reason('match-unknown', { dealerId, modelCode: subject }));
    const effect = async () => {
      await removeByHand(kept, dealerId, ports);
      return kept;
    };
    return { details: { removed: kept }, effect };
  });
  return { removed, feed: await newestFeed(dealerId, ports) };
}

/** The names that were set by hand for a dealer. Throws `Refusal` for one that nobody knows. */
export async function listMatches(dealerId: string, ports: Pick<Ports, 'table'>): Promise<ManualMatch[]> {
  await refuseUnknownDealer(dealerId, ports);
  return ports.table.manualMatches.query({ dealerId });
}
