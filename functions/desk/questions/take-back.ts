import { isDeepStrictEqual } from 'node:util';
import { FIRST_CHANNEL } from '#contracts/channel.ts';
import { workOutAnew } from '#functions/catalogue/work-out-anew.ts';
import { among } from '#messages/among.ts';
import { auditScope } from '#shared/audit.ts';
import { putDealer } from '#shared/dealers.ts';
import type { GivenAnswer, ModelValue, TaughtMeaning } from '#shared/table/knowledge-records.ts';
import type { ManualMatch, ProductAnswer } from '#shared/table/records.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { OfGuard, OfMachine, OfModel, OfPicture } from './effects.ts';
import { fileBack } from './of-file.ts';
import { type HeadingsStep, readBack } from './of-headings.ts';
import { answerOf, changed, dealerNow, isOfBooks, type Step } from './step.ts';

type Given = Pick<GivenAnswer, 'dealerId' | 'by' | 'at'>;

/**
 * Looks whether what was written still stands, or what stood before it, since it was never written or is taken back
 * already; gives the taking back of it. Throws `Refusal` where something else stands there.
 */
export type TakingBack = (step: Step, given: Given, ports: DeskPorts) => Promise<() => Promise<void>>;

const NOTHING_TO_DO = async () => {};

const without = <Value>(record: Record<string, Value>, name: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

type Said = { by: string; at: string } | undefined;

/** What stands once something is taken back: what stood before; the same where that stands already. */
const backTo = <One extends Said>(now: One, stood: One, { by, at }: Given, subject: string): One => {
  if (isDeepStrictEqual(now, stood)) return now;
  if (now?.by === by && now.at === at) return stood;
  throw changed(subject, now);
};

type OfStep<Does extends OfMachine['does'], Stood> = Step &
  Extract<OfMachine, { does: Does }> & { stood?: Stood };

const unkept = (now: ProductAnswer, step: Step, given: Given): ProductAnswer => {
  const { stood, modelCode } = step as OfStep<'keep-out', ProductAnswer['keptOut']>;
  const { keptOut, ...rest } = now;
  const before = backTo(keptOut, stood, given, modelCode);
  return before ? { ...rest, keptOut: before } : rest;
};

const unedited = (now: ProductAnswer, step: Step, given: Given): ProductAnswer => {
  const { field, stood, modelCode } = step as OfStep<'edit', ProductAnswer['edits'][string]>;
  const before = backTo(now.edits[field], stood, given, modelCode);
  const edits = without(now.edits, field);
  return { ...now, edits: before ? { ...edits, [field]: before } : edits };
};

/** Of another row, or with other reasons, somebody else has accepted it since. */
const unaccepted = (now: ProductAnswer, step: Step): ProductAnswer => {
  const { basis, reasons: said, modelCode } = step as OfStep<'accept', never>;
  const { accepted, ...rest } = now;
  if (!accepted) return now;
  if (accepted.basis !== basis) throw changed(modelCode, accepted);
  const isSaid = among(said);
  const reasons = accepted.reasons.filter((each) => !isSaid(each));
  return reasons.length > 0 ? { ...rest, accepted: { ...accepted, reasons } } : rest;
};

const UNSAID = { 'keep-out': unkept, edit: unedited, accept: unaccepted };

const isEmpty = ({ edits, accepted, keptOut }: ProductAnswer): boolean =>
  Object.keys(edits).length === 0 && !accepted && !keptOut;

const machineBack: TakingBack = async (step, given, ports) => {
  const said = step as Step & OfMachine;
  const unsaid = async () => UNSAID[said.does](await answerOf(given.dealerId, said, ports), step, given);
  await unsaid();
  return async () => {
    const next = await unsaid();
    if (isEmpty(next)) await ports.table.productAnswers.remove(next);
    else await ports.table.productAnswers.put(next);
  };
};

const valueBack: TakingBack = async (step, given, { table }) => {
  const { model, field, stood } = step as unknown as OfModel & { stood?: ModelValue };
  const key = { scope: auditScope(given.dealerId), model, field };
  const now = (await table.modelValues.get(key)) ?? undefined;
  const before = backTo(now, stood, given, model);
  return () => (before ? table.modelValues.put(before) : table.modelValues.remove(key));
};

/** As the others have it. */
const byHand = (match: ManualMatch | null | undefined) =>
  match ? { ...match, by: match.setBy, at: match.setAt } : undefined;

const nameBack: TakingBack = async (step, given, { table }) => {
  const { models, stood } = step as unknown as { models: string[]; stood: ManualMatch[] };
  const { dealerId } = given;
  const stoodOf = (name: string) => stood.find(({ model }) => model === name);
  for (const model of models) {
    const now = await table.manualMatches.get({ dealerId, model });
    backTo(byHand(now), byHand(stoodOf(model)), given, model);
  }
  return async () => {
    for (const model of models) {
      const before = stoodOf(model);
      if (before) await table.manualMatches.put(before);
      else await table.manualMatches.remove({ dealerId, model });
    }
    await table.states.add({ dealerId }, { catalogueRevision: 1 });
  };
};

const pictureBack: TakingBack = async (step, { dealerId }, ports) => {
  const { family, address, stood } = step as unknown as OfPicture & { stood: string[] | null };
  const { pictures } = await dealerNow(dealerId, ports);
  const now = pictures.byFamily[family] ?? null;
  if (isDeepStrictEqual(now, stood)) return NOTHING_TO_DO;
  if (now?.[0] !== address) throw changed(family);
  return async () => {
    const dealer = await dealerNow(dealerId, ports);
    const others = without(dealer.pictures.byFamily, family);
    const byFamily = stood ? { ...others, [family]: stood } : others;
    await putDealer({ ...dealer, pictures: { ...dealer.pictures, byFamily } }, ports, { fromFile: false });
  };
};

const guardBack: TakingBack = async (step, { dealerId }, { table, clock }) => {
  const {
    subject,
    proposed,
    status,
    channel = FIRST_CHANNEL,
  } = step as unknown as {
    subject: string;
    proposed: string;
    status: OfGuard['status'];
    channel?: string;
  };
  const { guardItems } = table.ofChannel(channel);
  const now = await guardItems.get({ dealerId, subject });
  if (now?.proposed === proposed && now.status === 'open') return NOTHING_TO_DO;
  if (now?.proposed !== proposed || now.status !== status) throw changed(subject);
  return async () => {
    const patched = await guardItems.patchIf(
      { dealerId, subject },
      { status: 'open', updatedAt: clock().toISOString() },
      (stored, { eq }) => `${eq(stored.proposed, proposed)} AND ${eq(stored.status, status)}`,
    );
    if (!patched) throw changed(subject);
  };
};

const taughtBy = (meaning: TaughtMeaning | null | undefined) =>
  meaning ? { ...meaning, by: meaning.taughtBy, at: meaning.taughtAt } : undefined;

const meaningBack: TakingBack = async (step, given, { table: { meanings } }) => {
  const { scope, kind, text, section, stood } = step as unknown as TaughtMeaning & { stood?: TaughtMeaning };
  const key = { scope, kind, text, section };
  backTo(taughtBy(await meanings.get(key)), taughtBy(stood), given, text);
  return () => (stood ? meanings.put(stood) : meanings.remove(key));
};

/** What the headings meant before they mean again, and the files are read by that. */
const headingsBack: TakingBack = async (step, given, ports) => {
  const said = step as unknown as HeadingsStep;
  const backs = await Promise.all(
    said.meanings.map((meaning) => meaningBack({ ...meaning, does: 'meaning' }, given, ports)),
  );
  return async () => {
    for (const back of backs) await back();
    await readBack(said, given, ports);
  };
};

const TAKING_BACK: Record<string, TakingBack> = {
  edit: machineBack,
  accept: machineBack,
  'keep-out': machineBack,
  meaning: meaningBack,
  word: meaningBack,
  unit: meaningBack,
  value: valueBack,
  name: nameBack,
  picture: pictureBack,
  guard: guardBack,
  file: fileBack,
  headings: headingsBack,
};

/**
 * The taking back of all that an answer wrote, the last first; nothing is done before it is called, and called again it
 * does what is left. Throws `Refusal` where something else stands in the place of any of it now.
 */
export const takingBack = async (
  { steps, ...given }: Given & Pick<GivenAnswer, 'steps'>,
  ports: DeskPorts,
): Promise<() => Promise<void>> => {
  const backs: (() => Promise<void>)[] = [];
  for (const step of steps.toReversed()) {
    const back = await TAKING_BACK[step.does]?.(step, given, ports);
    if (back) backs.push(back);
  }
  return async () => {
    for (const back of backs) await back();
    if (steps.some(isOfBooks)) await workOutAnew(given.dealerId, ports);
  };
};

/** Takes back what was written before something was refused; what somebody has said in its place since stays. */
export const takeBackEach = async (steps: readonly Step[], given: Given, ports: DeskPorts): Promise<void> => {
  for (const step of steps.toReversed())
    await takingBack({ ...given, steps: [step] }, ports)
      .then((back) => back())
      .catch((error) => {
        if (!(error instanceof Refusal)) throw error;
      });
};
