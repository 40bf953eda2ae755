import type { Ports } from '#shared/ports.ts';
import { RULES_SCOPE } from '#shared/rules-in-force.ts';
import type { AuditEvent } from '#shared/table/audit-trail.ts';
import type { ManualMatch, ProductAnswer } from '#shared/table/records.ts';
import { CURRENT } from '#shared/table/repositories.ts';

type EvidencePorts = Pick<Ports, 'table' | 'parts'>;

/** How much of an act the records bear, of how much it set out to do. */
export interface Evidence {
  found: number;
  expected: number;
}

/** Looks for what an act has left in the records; `dealerId` is empty where it concerns all. */
type Witness = (intent: AuditEvent, dealerId: string, ports: EvidencePorts) => Promise<Evidence>;

const oneIf = (holds: boolean): Evidence => ({ found: holds ? 1 : 0, expected: 1 });

/** Records keep who made them what they are, and when: the act's own name and time. */
const bears =
  ({ who, at }: AuditEvent) =>
  (mark: { by: string; at: string } | undefined): boolean =>
    mark?.by === who && mark.at === at;

const marksOf = ({ edits, accepted, keptOut }: ProductAnswer) => [accepted, keptOut, ...Object.values(edits)];

const answers: Witness = async (intent, dealerId, { table }) => {
  const machines = await table.productAnswers.query({ dealerId });
  const items = await table.reviews.query({ dealerId });
  const answered = machines.filter((machine) => marksOf(machine).some(bears(intent)));
  const decided = items.filter(({ answeredBy = '', updatedAt }) =>
    bears(intent)({ by: answeredBy, at: updatedAt }),
  );
  return { found: answered.length + decided.length, expected: Object.keys(intent.details).length };
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

const decisions: Witness = async (intent, dealerId, { table }) =>
  oneIf((await table.feeds.query({ dealerId })).some(({ decision }) => bears(intent)(decision)));

const rulesInUse: Witness = async ({ subject }, _, { table, parts }) => {
  const key = { scope: RULES_SCOPE, name: parts.marketplace, version: CURRENT };
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

const listRetired: Witness = async (intent, dealerId, { table }) =>
  oneIf((await table.lists.query({ dealerId })).some(({ retired }) => bears(intent)(retired)));

const listRestored: Witness = async (intent, dealerId, { table }) =>
  oneIf(bears(intent)((await table.documents.get({ dealerId, documentId: intent.subject }))?.restored));

/** Acts that can be recognised in the records; of the others nobody can tell. */
export const WITNESSES: Record<string, Witness> = {
  'dealer.put': async ({ details }, dealerId, { table }) =>
    oneIf((await table.dealers.get({ dealerId }))?.version === details.version),
  'dealer.resume': async (_, dealerId, { table }) =>
    oneIf(!(await table.channelStates.get({ dealerId }))?.halted),
  'match.set': matchesSet,
  'match.remove': matchesRemoved,
  'review.accept': answers,
  'review.edit': answers,
  'review.reject': answers,
  'offers.withdraw': withdrawals,
  'offers.back': returns,
  'list.retire': listRetired,
  'list.restore': listRestored,
  'rules.put': rulesInUse,
  'reference.accept': rulesInUse,
  'reference.refresh': snapshotKept,
  'feed.approve': decisions,
  'feed.reject': decisions,
  'feed.rollback': decisions,
};
