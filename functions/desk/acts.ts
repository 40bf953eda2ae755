import { setTimeout } from 'node:timers/promises';
import { dealersSeeing, refreshAfter } from '#functions/operations/refresh/refresh.ts';
import { reason } from '#messages/reason.ts';
import { keptUntil } from '#reference/retention.ts';
import { type Act, audited, auditScope } from '#shared/audit.ts';
import { sha256 } from '#shared/hash.ts';
import { leavesSince } from '#shared/leaves-since.ts';
import type { ExecutionStatus, MachineName, Ports } from '#shared/ports.ts';
import type { ActRecord } from '#shared/table/audit-trail.ts';
import { Refusal } from './refusal.ts';

/** Who asks, and whose wish counts. */
export interface Actor {
  /** For the audit trail: the login name on one machine, the ARN of the caller on AWS. */
  who: string;
  /** The caller's own word for this wish: a deed that is asked for again under it is not done again. */
  key?: string;
}

/** What is to be done to what. */
export type Deed = Pick<Act, 'dealerId' | 'action' | 'subject' | 'details'>;

/** What is asked for, as far as it is known before anything is looked up. */
export type Asked = Omit<Deed, 'details'>;

/** What came of looking into a wish: what is to be done, or what to answer where that is nothing. */
export type Checked<Result> =
  | (Pick<Deed, 'details'> & {
      /** In the audit trail, where what is done gives it a name. */
      subject?: string;
      effect: (act: Act) => Promise<Result>;
    })
  | { answer: Result };

/** Everything that changes something on a person's word goes through here. */
export interface Acts {
  /**
   * Does a deed once: written into the audit trail before its effect and at its end, and seen by the lists that it
   * concerns. Gives what the effect gave, JSON; asked for again under its key, what it gave then. Throws `Refusal`
   * while the same act is at work.
   */
  perform<Result>(actor: Actor, deed: Deed, effect: (act: Act) => Promise<Result>): Promise<Result>;
  /**
   * `perform` for a wish that the records decide about: they are looked at only where the act was not done under its
   * key before, since after it they refuse what they allowed.
   */
  once<Result>(actor: Actor, asked: Asked, check: () => Promise<Checked<Result>>): Promise<Result>;
  /** Waits until an execution that an act has begun has ended; answers how. */
  untilEnded(machine: MachineName, name: string): Promise<ExecutionStatus>;
}

type ActPorts = Pick<Ports, 'table' | 'audit' | 'machines' | 'clock' | 'newId'>;

const FIRST_PAUSE_MS = 100;
/** The longer it takes, the rarer it is asked for: AWS counts the calls, and a tenth of the time is no matter. */
const LONGER = 1.1;

const untilEnded = async (
  machine: MachineName,
  name: string,
  { machines }: Pick<Ports, 'machines'>,
): Promise<ExecutionStatus> => {
  for (let pause = FIRST_PAUSE_MS; ; pause *= LONGER) {
    const status = await machines.status(machine, name);
    if (status && status !== 'RUNNING') return status;
    await setTimeout(pause);
  }
};

/** Has the lists see an act, one dealer after the other. Throws where one of them failed. */
const refreshLists = async (act: Act, ports: ActPorts): Promise<void> => {
  for (const dealerId of await dealersSeeing(act, act.dealerId, ports)) {
    const names = await refreshAfter(act, dealerId, ports);
    const statuses = await Promise.all(names.map((name) => untilEnded('price-list', name, ports)));
    const failed = names.filter((_, at) => statuses[at] !== 'SUCCEEDED');
    if (failed.length > 0)
      throw new Error(
        `Of ${names.length} lists ${failed.length} could not be taken up again: ${failed.join(', ')}`,
      );
  }
};

/** No act lasts longer: one that has not ended by then was broken off, and may be done again. */
const LONGEST_ACT_MS = 60 * 60 * 1000;

const atWork = ({ action, subject, who, at }: ActRecord): Refusal =>
  new Refusal(reason('act-at-work', { action, subject, who, at }));

/** Whether an act that has not ended must have been broken off. */
export const isOver = ({ at, resumedAt = at }: Pick<ActRecord, 'at' | 'resumedAt'>, now: Date): boolean =>
  now.getTime() - Date.parse(resumedAt) > LONGEST_ACT_MS;

/** Of several who find the same act broken off, one resumes it. */
const resume = async (
  earlier: ActRecord,
  { table, clock }: Pick<ActPorts, 'table' | 'clock'>,
): Promise<ActRecord> => {
  const resumed = isOver(earlier, clock())
    ? await table.acts.patchIf(
        earlier,
        { resumedAt: clock().toISOString() },
        ({ resumedAt, result }, { eq, notExists }) =>
          `${notExists(result)} AND ${earlier.resumedAt ? eq(resumedAt, earlier.resumedAt) : notExists(resumedAt)}`,
      )
    : false;
  if (resumed) return resumed;
  throw atWork(earlier);
};

/** The act's own record where nobody else has it; the earlier one where its key was used. */
const claim = async (record: ActRecord, ports: Pick<ActPorts, 'table' | 'clock'>): Promise<ActRecord> => {
  const { acts } = ports.table;
  if (await acts.putIf(record, (stored, { notExists }) => notExists(stored.id))) return record;
  const earlier = await acts.get(record);
  // It was given up in this moment.
  if (!earlier) return claim(record, ports);
  return earlier.result === undefined ? resume(earlier, ports) : earlier;
};

const carryOut = async <Result>(act: Act, effect: (act: Act) => Promise<Result>, ports: ActPorts) =>
  audited(act, ports, async () => {
    const result = await effect(act);
    await refreshLists(act, ports);
    return result;
  });

const checkAndDo = async <Result>(
  act: Omit<Act, 'details'>,
  check: () => Promise<Checked<Result>>,
  ports: ActPorts,
): Promise<Result> => {
  const checked = await check();
  if ('answer' in checked) return checked.answer;
  const { subject = act.subject, details, effect } = checked;
  return carryOut({ ...act, subject, details }, effect, ports);
};

/**
 * Of a dealer that leaves, as long as nothing was removed: it takes its data along, and its host may have to be mended before
 * its feed is emptied.
 */
const WHILE_LEAVING = new Set(['dealer.export', 'dealer.resume', 'dealer.test']);

const refuseLeaving = async (
  { dealerId, action }: Asked,
  { table }: Pick<ActPorts, 'table'>,
): Promise<void> => {
  const leaving = dealerId === null ? null : await table.leavings.get({ dealerId });
  if (!leaving || (WHILE_LEAVING.has(action) && !leaving.counts)) return;
  throw new Refusal(leavesSince(leaving));
};

const once = async <Result>(
  { who, key }: Actor,
  asked: Asked,
  check: () => Promise<Checked<Result>>,
  ports: ActPorts,
): Promise<Result> => {
  const [{ dealerId, action, subject }, now] = [asked, ports.clock()];
  // A wish may be several deeds.
  const id = key === undefined ? ports.newId() : sha256(JSON.stringify([key, action, subject]));
  const ttl = keptUntil('act', now);
  const own = { scope: auditScope(dealerId), id, who, action, subject, at: now.toISOString(), ttl };
  const record = await claim(own, ports);
  if (record.result !== undefined) return JSON.parse(record.result);
  const act = { dealerId, action, subject, id, at: record.at, who };
  // Once it is claimed: who stops the dealer looks for acts at work after that, so that one sees the other.
  const result = await refuseLeaving(asked, ports)
    .then(() => checkAndDo(act, check, ports))
    .catch(async (error) => {
      await ports.table.acts.remove(record);
      throw error;
    });
  await ports.table.acts.patchIf(record, { result: JSON.stringify(result ?? null) });
  return result;
};

/** The acts of people by these ports, each waited for until the last list has seen it. */
export const actsOf = (ports: ActPorts): Acts => ({
  perform: (actor, { details, ...asked }, effect) =>
    once(actor, asked, async () => ({ details, effect }), ports),
  once: (actor, asked, check) => once(actor, asked, check, ports),
  untilEnded: (machine, name) => untilEnded(machine, name, ports),
});
