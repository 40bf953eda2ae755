import { setTimeout } from 'node:timers/promises';
import { dealersSeeing, refreshAfter } from '#functions/operations/refresh/refresh.ts';
import { reason } from '#messages/reason.ts';
import { type Act, audited, auditScope } from '#shared/audit.ts';
import { sha256 } from '#shared/hash.ts';
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

/** Everything that changes something on a person's word goes through here. */
export interface Acts {
  /**
   * Does a deed once: written into the audit trail before its effect and at its end, and seen by the lists that it
   * concerns. Gives what the effect gave, JSON; asked for again under its key, what it gave then. Throws `Refusal`
   * while the same act is at work.
   */
  perform<Result>(actor: Actor, deed: Deed, effect: (act: Act) => Promise<Result>): Promise<Result>;
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

const SECONDS_A_DAY = 24 * 60 * 60;
/** Who asks again does so sooner. */
const KEY_KEPT_DAYS = 7;
/** No act lasts longer: one that has not ended by then was broken off, and may be done again. */
const LONGEST_ACT_MS = 60 * 60 * 1000;

const atWork = ({ action, subject, who, at }: ActRecord): Refusal =>
  new Refusal(reason('act-at-work', { action, subject, who, at }));

/** The act's own record where nobody else has it; the earlier one where its key was used. */
const claim = async (
  record: ActRecord,
  { table, clock }: Pick<ActPorts, 'table' | 'clock'>,
): Promise<ActRecord> => {
  if (await table.acts.putIf(record, (stored, { notExists }) => notExists(stored.id))) return record;
  const earlier = await table.acts.get(record);
  // It was given up in this moment.
  if (!earlier) return claim(record, { table, clock });
  const isOver = earlier.result !== undefined || clock().getTime() - Date.parse(earlier.at) > LONGEST_ACT_MS;
  if (!isOver) throw atWork(earlier);
  return earlier;
};

const carryOut = async <Result>(act: Act, effect: (act: Act) => Promise<Result>, ports: ActPorts) =>
  audited(act, ports, async () => {
    const result = await effect(act);
    await refreshLists(act, ports);
    return result;
  });

const perform = async <Result>(
  { who, key }: Actor,
  deed: Deed,
  effect: (act: Act) => Promise<Result>,
  ports: ActPorts,
): Promise<Result> => {
  const [{ action, subject }, now] = [deed, ports.clock()];
  // A wish may be several deeds.
  const id = key === undefined ? ports.newId() : sha256(JSON.stringify([key, action, subject]));
  const ttl = Math.floor(now.getTime() / 1000) + KEY_KEPT_DAYS * SECONDS_A_DAY;
  const own = { scope: auditScope(deed.dealerId), id, who, action, subject, at: now.toISOString(), ttl };
  const record = await claim(own, ports);
  if (record.result !== undefined) return JSON.parse(record.result);
  const act = { ...deed, id, at: record.at, who };
  const result = await carryOut(act, effect, ports).catch(async (error) => {
    await ports.table.acts.remove(record);
    throw error;
  });
  await ports.table.acts.patchIf(record, { result: JSON.stringify(result ?? null) });
  return result;
};

/** The acts of people by these ports, each waited for until the last list has seen it. */
export const actsOf = (ports: ActPorts): Acts => ({
  perform: (actor, deed, effect) => perform(actor, deed, effect, ports),
  untilEnded: (machine, name) => untilEnded(machine, name, ports),
});
