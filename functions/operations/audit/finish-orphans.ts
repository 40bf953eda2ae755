import { FIRST_CHANNEL } from '#contracts/channel.ts';
import { reason } from '#messages/reason.ts';
import { auditScope } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import { RULES_SCOPE } from '#shared/rules-in-force.ts';
import type { AuditEvent } from '#shared/table/audit-trail.ts';
import type { GivenAnswer, TaughtMeaning } from '#shared/table/knowledge-records.ts';
import type { ManualMatch, ProductAnswer } from '#shared/table/records.ts';
import { CURRENT } from '#shared/table/repositories.ts';
import { meaningText } from '#shared/taught-meanings.ts';
import { dealersSeeing, isBuiltSoon, refreshAfter } from '../refresh/refresh.ts';
import { actsSince, type RecordedAct } from './acts.ts';

type EvidencePorts = Pick<Ports, 'table' | 'parts'>;

/** How much of an act the records bear, of how much it set out to do. */
interface Evidence {
  found: number;
  expected: number;
}

/** Looks for what an act has left in the records; `dealerId` is empty where it concerns all. */
type Witness = (intent: AuditEvent, dealerId: string, ports: EvidencePorts) => Promise<Evidence>;

/** The table as the act's channel has it. */
const ofChannel = ({ details: { channel = FIRST_CHANNEL } }: AuditEvent, { table }: EvidencePorts) =>
  table.ofChannel(String(channel));

const oneIf = (holds: boolean): Evidence => ({ found: holds ? 1 : 0, expected: 1 });

/** Records keep who made them what they are, and when: the act's own name and time. */
const bears =
  ({ who, at }: AuditEvent) =>
  (mark: { by: string; at: string } | undefined): boolean =>
    mark?.by === who && mark.at === at;

const marksOf = ({ edits, accepted, keptOut }: ProductAnswer) => [accepted, keptOut, ...Object.values(edits)];

const answers: Witness = async (intent, dealerId, ports) => {
  const machines = await ports.table.productAnswers.query({ dealerId });
  const items = await ofChannel(intent, ports).guardItems.query({ dealerId });
  const answered = machines.filter((machine) => marksOf(machine).some(bears(intent)));
  const decided = items.filter(({ answeredBy = '', updatedAt }) =>
    bears(intent)({ by: answeredBy, at: updatedAt }),
  );
  const { channel: _, ...subjects } = intent.details;
  return { found: answered.length + decided.length, expected: Object.keys(subjects).length };
};

const withdrawals: Witness = async (intent, dealerId, { table }) => {
  const machines = await table.productAnswers.query({ dealerId });
  const codes = intent.details.codes as string[];
  const keptOut = machines.filter((machine) => bears(intent)(machine.keptOut));
  const gone = codes.filter((code) => keptOut.some(({ modelCode }) => modelCode === code));
  return { found: gone.length, expected: codes.length };
};

const returns: Witness = async ({ details }, dealerId, { table }) => {
  const codes = details.codes as string[];
  const keptOut = (await table.productAnswers.query({ dealerId })).filter((answer) => answer.keptOut);
  const back = codes.filter((code) => !keptOut.some(({ modelCode }) => modelCode === code));
  return { found: back.length, expected: codes.length };
};

const decisions: Witness = async (intent, dealerId, ports) =>
  oneIf(
    (await ofChannel(intent, ports).feeds.query({ dealerId })).some(({ decision }) =>
      bears(intent)(decision),
    ),
  );

const rulesInUse: Witness = async ({ subject, details: { channel } }, _, { table, parts }) => {
  const name = typeof channel === 'string' ? channel : parts.marketplace;
  const key = { scope: RULES_SCOPE, name, version: CURRENT };
  return oneIf((await table.rules.get(key))?.points === subject);
};

const matchesSet: Witness = async (intent, dealerId, { table }) => {
  const kept = await table.manualMatches.query({ dealerId });
  const found = kept.filter(({ setBy, setAt }) => bears(intent)({ by: setBy, at: setAt })).length;
  return { found, expected: (intent.details.models as unknown[]).length };
};

const matchesRemoved: Witness = async ({ details }, dealerId, { table }) => {
  const kept = new Set((await table.manualMatches.query({ dealerId })).map(({ model }) => model));
  const removed = details.removed as ManualMatch[];
  return { found: removed.filter(({ model }) => !kept.has(model)).length, expected: removed.length };
};

const snapshotKept: Witness = async ({ subject }, _, { table, parts }) => {
  const key = { scope: RULES_SCOPE, name: parts.marketplace, version: subject };
  return oneIf((await table.snapshots.get(key)) !== null);
};

/** Each value that was said bears who said it, and when. */
const stockSaid: Witness = async (intent, dealerId, { table }) => {
  const records = await table.stock.query({ dealerId });
  const found = records.filter(({ values }) =>
    Object.values(values).some((said) => said && 'by' in said.source && bears(intent)(said.source)),
  ).length;
  return { found, expected: Number(intent.details.rows) };
};

const listRetired: Witness = async (intent, dealerId, { table }) =>
  oneIf((await table.lists.query({ dealerId })).some(({ retired }) => bears(intent)(retired)));

const listRestored: Witness = async (intent, dealerId, { table }) =>
  oneIf(bears(intent)((await table.documents.get({ dealerId, documentId: intent.subject }))?.restored));

/**
 * What the act said of printed texts, or that they are forgotten. Whether the books were worked out by it, which comes
 * last, no record tells: a person has to look.
 */
const meaningsWhere =
  (isFound: (held: Mark | null, intent: AuditEvent) => boolean): Witness =>
  async (intent, dealerId, { table }) => {
    const said = intent.details.meanings as readonly SaidOf[];
    const held = await Promise.all(said.map((each) => markOf(each, dealerId, table)));
    return { found: held.filter((each) => isFound(each, intent)).length, expected: said.length + 1 };
  };

/** A printed text, or a model and the name that is set for it, as the trail names them. */
type SaidOf = Pick<TaughtMeaning, 'printed' | 'section'> & {
  kind: TaughtMeaning['kind'] | 'name';
  text?: string;
};

type Mark = { by: string; at: string };

const markOf = async (
  { kind, printed, section, text = '' }: SaidOf,
  dealerId: string,
  { meanings, manualMatches, sharedMatches }: EvidencePorts['table'],
): Promise<Mark | null> => {
  if (kind === 'name') {
    const key = { dealerId, model: text };
    const match = await (dealerId ? manualMatches.get(key) : sharedMatches.get(key));
    return match && { by: match.setBy, at: match.setAt };
  }
  const scope = auditScope(dealerId || null);
  const held = await meanings.get({ scope, kind, text: meaningText(kind, printed), section });
  return held && { by: held.taughtBy, at: held.taughtAt };
};

const meaningsKept = meaningsWhere((held, intent) => held !== null && bears(intent)(held));

/** What was answered of a dealer; of all where an act concerns them all: one of them has answered. */
const givenBy = async (dealerId: string, { table }: EvidencePorts): Promise<GivenAnswer[]> => {
  const dealers = dealerId ? [{ dealerId }] : await table.dealers.queryIndex('GSI1', {});
  return (
    await Promise.all(dealers.map((dealer) => table.givenAnswers.query({ dealerId: dealer.dealerId })))
  ).flat();
};

/** Begun, and brought to its end. */
const STEPS_OF_ANSWER = 2;

/** How far an act has come with an answer: it is kept as begun before anything of it is written or taken back, and marked at the end. */
type Reached = (answer: GivenAnswer, intent: AuditEvent) => boolean;

const answersWhere =
  (isBegun: Reached, isDone: Reached): Witness =>
  async (intent, dealerId, ports) => {
    const kept = (await givenBy(dealerId, ports)).filter(({ part }) => part === 0);
    const steps = kept.map((answer) => {
      if (isDone(answer, intent)) return STEPS_OF_ANSWER;
      return isBegun(answer, intent) ? 1 : 0;
    });
    const found = steps.reduce<number>((sum, each) => sum + each, 0);
    return { found, expected: STEPS_OF_ANSWER * (intent.details.answers as unknown[]).length };
  };

/** The act names the answers that it takes back. */
const isNamed: Reached = ({ question, at }, { details }) =>
  (details.answers as Pick<GivenAnswer, 'question' | 'at'>[]).some(
    (named) => named.question === question && named.at === at,
  );

/** Acts that can be recognised in the records; of the others nobody can tell. */
const seatOf = async ({ subject }: AuditEvent, dealerId: string, { table }: EvidencePorts) =>
  (await table.seats.get({ dealerId, memberId: subject }))?.role ?? null;

/** The role that was given, or null where the seat was taken. */
const seatIsSo: Witness = async (intent, dealerId, ports) =>
  oneIf((await seatOf(intent, dealerId, ports)) === (intent.details.role ?? null));

/** The role for all dealers that was given, or that it is let in no more. */
const memberIsSo: Witness = async ({ subject, details }, _, { table }) => {
  const member = await table.members.get({ memberId: subject });
  return oneIf(details.expelled ? member?.removedAt !== undefined : member?.overall === details.overall);
};

const invited: Witness = async (intent, dealerId, { table }) =>
  oneIf(
    (await table.invitations.query({ dealerId })).some(({ invitedBy: by, at }) => bears(intent)({ by, at })),
  );

const tokenIsThere: Witness = async (intent, dealerId, { table }) =>
  oneIf(
    (await table.dealerTokens.query({ dealerId })).some(({ createdBy: by, createdAt: at }) =>
      bears(intent)({ by, at }),
    ),
  );

const tokenIsGone: Witness = async ({ subject }, dealerId, { table }) =>
  oneIf(!(await table.dealerTokens.query({ dealerId })).some(({ digest }) => digest.startsWith(subject)));

const WITNESSES: Record<string, Witness> = {
  'dealer.put': async ({ details }, dealerId, { table }) =>
    oneIf((await table.dealers.get({ dealerId }))?.version === details.version),
  'dealer.resume': async (intent, dealerId, ports) =>
    oneIf(!(await ofChannel(intent, ports).channelStates.get({ dealerId }))?.halted),
  'knowledge.teach': meaningsKept,
  'knowledge.promote': meaningsKept,
  'knowledge.forget': meaningsWhere((held) => held === null),
  'match.set': matchesSet,
  'match.remove': matchesRemoved,
  'questions.answer': answersWhere(
    (answer, intent) => bears(intent)(answer),
    (answer, intent) => bears(intent)(answer) && !answer.unfinished,
  ),
  'questions.share': answersWhere(
    () => false,
    ({ shared }, intent) => bears(intent)(shared),
  ),
  'questions.undo': answersWhere(
    (answer, intent) => isNamed(answer, intent) && answer.unfinished === true,
    ({ takenBack }, intent) => bears(intent)(takenBack),
  ),
  'review.accept': answers,
  'review.edit': answers,
  'review.reject': answers,
  'offers.withdraw': withdrawals,
  'offers.back': returns,
  'list.retire': listRetired,
  'list.restore': listRestored,
  'member.invite': invited,
  'member.join': seatIsSo,
  'member.role': seatIsSo,
  'member.remove': seatIsSo,
  'member.overall': memberIsSo,
  'member.expel': memberIsSo,
  'token.keep': tokenIsThere,
  'token.revoke': tokenIsGone,
  'plan.give': async (intent, dealerId, { table }) => {
    const given = await table.dealerPlans.get({ dealerId });
    return oneIf(given !== null && bears(intent)({ by: given.givenBy, at: given.givenAt }));
  },
  'plans.put': async (intent, _, { table }) => {
    const kept = await table.plans.query({ scope: 'SHARED' });
    const found = kept.filter(({ putBy: by, putAt: at }) => bears(intent)({ by, at })).length;
    return { found, expected: new Set(intent.subject.split(',')).size };
  },
  'stock.set': stockSaid,
  'rules.put': rulesInUse,
  'reference.accept': rulesInUse,
  'reference.refresh': snapshotKept,
  'feed.approve': decisions,
  'feed.reject': decisions,
  'feed.rollback': decisions,
};

type OrphanPorts = Pick<Ports, 'audit' | 'table' | 'machines' | 'parts' | 'clock'>;

/** A command waits for the lists it has taken up again: no act lasts longer. */
export const LONGEST_ACT_MINUTES = 60;

/** How far back broken acts are looked for. */
const LOOKED_BACK_DAYS = 31;

const DAY_MS = 24 * 60 * 60 * 1000;

const NOTHING: Evidence = { found: 0, expected: 1 };

const endingOf = ({ found, expected }: Evidence): Pick<AuditEvent, 'step' | 'reason'> =>
  found >= expected
    ? { step: 'done', reason: reason('act-done-later') }
    : { step: 'unknown', reason: reason('act-unknown', { found, expected }) };

const finish = async (
  { intent }: RecordedAct,
  dealerId: string | null,
  ports: OrphanPorts,
): Promise<void> => {
  const witness = WITNESSES[intent.action];
  const evidence = witness ? await witness(intent, dealerId ?? '', ports) : NOTHING;
  if (evidence.found > 0)
    for (const dealer of await dealersSeeing(intent, dealerId, ports)) {
      // A feed that was built meanwhile may lack what was written last.
      if (isBuiltSoon(intent)) await ports.table.states.add({ dealerId: dealer }, { offersRevision: 1 });
      await refreshAfter(intent, dealer, ports);
    }
  await ports.audit.append({ ...intent, ...endingOf(evidence) });
};

/**
 * Ends the acts of a dealer, or those that concern all (null), that began before a time and never ended, since
 * whoever did them was broken off: what the records bear is brought to its end and recorded as done, of the rest
 * is recorded that nobody knows. Answers how many there were. Begun twice, it does nothing twice.
 */
export const finishOrphans = async (
  dealerId: string | null,
  before: Date,
  ports: OrphanPorts,
): Promise<number> => {
  const since = new Date(before.getTime() - LOOKED_BACK_DAYS * DAY_MS);
  const orphans = (await actsSince(dealerId, since, ports)).filter(
    ({ intent, ending }) => ending === null && intent.at < before.toISOString(),
  );
  for (const orphan of orphans) await finish(orphan, dealerId, ports);
  return orphans.length;
};
