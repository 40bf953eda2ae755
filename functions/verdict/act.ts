import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import type { VerdictRequest } from '#contracts/verdict.ts';
import { readProfile, writeProfile } from '#marketplace/avito-api/account.ts';
import { AvitoRefused } from '#marketplace/avito-api/errors.ts';
import { listUploads, startUpload } from '#marketplace/avito-api/loads.ts';
import type { Session } from '#marketplace/avito-api/session.ts';
import { reason } from '#messages/reason.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import type { AccountRecord, LoadStart } from '#shared/table/verdict-records.ts';
import { type Known, knownDealer, type SessionTo } from './at-dealer.ts';
import { changedProfile, isAsWritten } from './change-profile.ts';
import { lookAt, ownSession } from './look.ts';

/** What an act leaves is in the account's record; the machine hears only that it ended. */
export const Acted = z.strictObject({ acted: z.literal(true) });
export type Acted = z.infer<typeof Acted>;

type ActPorts = Pick<Ports, 'table' | 'clock' | 'secrets' | 'network'>;

interface Doing {
  dealer: Known;
  /** Of the wish: what came of it is kept under it. */
  at: string;
  ports: ActPorts;
  sessionTo: SessionTo;
}

const HOUR_MS = 60 * 60_000;

/** Clocks differ: a load may seem to have begun a little before it was asked for. */
const EARLIER_MS = 2 * 60_000;

const keepStart = async ({ dealer, ports }: Doing, start: LoadStart): Promise<void> => {
  await ports.table.accounts.patchIf({ dealerId: dealer.id }, { start });
};

/** The newest load that was started by the API since then. */
const startedSince = async (
  since: number,
  session: Session,
): Promise<{ uploadId: string; startedAt: string } | null> => {
  const { uploads } = await listUploads(new Date(since).toISOString(), session);
  const ours = uploads.flatMap(({ uploadId, startedAt, source }) =>
    source === 'openapi' && startedAt !== null && Date.parse(startedAt) >= since
      ? [{ uploadId, startedAt }]
      : [],
  );
  return ours.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt)).at(-1) ?? null;
};

/** When the last load of the last hour was asked for, by us or by another program; null where none was. */
const lastStart = async ({ dealer, ports }: Doing, session: Session): Promise<string | null> => {
  const since = ports.clock().getTime() - HOUR_MS;
  const { start } = (await ports.table.accounts.get({ dealerId: dealer.id })) ?? {};
  const own =
    start && start.outcome !== 'refused' && Date.parse(start.calledAt) > since ? start.calledAt : null;
  return own ?? (await startedSince(since, session))?.startedAt ?? null;
};

/** Written before the call: who finds it begun does not call again. */
const claimStart = async ({ dealer, at, ports }: Doing, before: AccountRecord): Promise<LoadStart | null> => {
  const start: LoadStart = {
    ...{ at, calledAt: ports.clock().toISOString(), outcome: 'begun', uploadId: null, reason: null },
  };
  const claimed = await ports.table.accounts.patchIf(
    { dealerId: dealer.id },
    { start },
    (stored, { eq, notExists }) => (before.start ? eq(stored.start, before.start) : notExists(stored.start)),
  );
  return claimed ? start : null;
};

const called = async (session: Session): Promise<Pick<LoadStart, 'outcome' | 'reason'>> => {
  try {
    await startUpload(session);
    return { outcome: 'started', reason: null };
  } catch (error) {
    if (!(error instanceof AvitoRefused)) throw error;
    if (error.kind === 'unclear') return { outcome: 'unclear', reason: reason('start-unclear') };
    return { outcome: 'refused', reason: reason('start-refused', { detail: error.decoded.message }) };
  }
};

const orUnclear = (start: LoadStart): LoadStart =>
  start.outcome === 'begun' ? { ...start, outcome: 'unclear', reason: reason('start-unclear') } : start;

/** No number is given back: the load is known by its source and its time, as soon as the list has it. */
const withUpload = async (start: LoadStart, session: Session): Promise<LoadStart> => {
  if (start.outcome === 'refused') return start;
  const found = await startedSince(Date.parse(start.calledAt) - EARLIER_MS, session);
  return found ? { ...start, outcome: 'started', uploadId: found.uploadId, reason: null } : start;
};

const refusedStart = (doing: Doing, why: Reason): LoadStart => ({
  ...{ at: doing.at, calledAt: new Date(0).toISOString(), outcome: 'refused', uploadId: null, reason: why },
});

/** Faults of a profile with which another feed than ours would be loaded, and paid for. */
const LOADS_OTHERS = ['profile-none', 'profile-other-url'];

/**
 * Has the feed loaded at once: at most one an hour, whoever started the last. Nothing is called twice: where the answer was
 * lost the list of loads tells, and where that tells nothing, a person.
 */
const startLoad = async (doing: Doing): Promise<void> => {
  const { dealer, ports, sessionTo, at } = doing;
  const before = await lookAt(dealer, at, ports, sessionTo);
  const refuse = (why: Reason) => keepRefused(doing, before, why);
  if (before.access) return refuse(before.access);
  if (!dealer.avito.startLoads) return refuse(reason('start-not-allowed', { dealerId: dealer.id }));
  const session = await ownSession(dealer, ports, sessionTo);
  // A step that is tried again: what it has begun is looked for, and not begun again.
  if (before.start?.at === at) return keepStart(doing, await withUpload(orUnclear(before.start), session));
  const other = before.faults.find(({ code }) => LOADS_OTHERS.includes(code));
  if (other) return refuse(other);
  const last = await lastStart(doing, session);
  if (last) return refuse(reason('start-too-soon', { since: moscowMinute(last) }));
  const start = await claimStart(doing, before);
  if (!start) return;
  const ended = { ...start, ...(await called(session)) };
  await keepStart(doing, ended);
  await keepStart(doing, await withUpload(ended, session));
};

/** A refusal before any call leaves the last start as it is known: the next wish counts its hour from it. */
const keepRefused = async (doing: Doing, { start }: AccountRecord, why: Reason): Promise<void> => {
  const calledAt = start?.calledAt;
  const refused = refusedStart(doing, why);
  await keepStart(
    doing,
    calledAt ? { ...refused, calledAt, outcome: start.outcome, uploadId: start.uploadId } : refused,
  );
};

/** Why the profile is not as it was to be; null where it is. Nobody but the dealer agrees to the terms of a first one. */
const changeTo = async ({ dealer }: Doing, session: Session): Promise<Reason | null> => {
  const before = await readProfile(session);
  if (!before) return reason('profile-none');
  const wanted = changedProfile(before.raw, dealer);
  try {
    await writeProfile(wanted, session);
  } catch (error) {
    if (!(error instanceof AvitoRefused)) throw error;
    if (error.kind !== 'unclear') return reason('change-refused', { detail: error.decoded.message });
  }
  const after = await readProfile(session);
  return after && isAsWritten(wanted, after.raw) ? null : reason('change-unclear');
};

/** Changes what is ours of the profile, and reads it again. */
const changeProfile = async (doing: Doing): Promise<void> => {
  const { dealer, at, ports, sessionTo } = doing;
  const { access } = await lookAt(dealer, at, ports, sessionTo);
  const change = async (): Promise<Reason | null> => {
    if (access) return access;
    if (!dealer.avito.changeProfile) return reason('change-not-allowed', { dealerId: dealer.id });
    return changeTo(doing, await ownSession(dealer, ports, sessionTo));
  };
  const why = await change();
  await lookAt(dealer, at, ports, sessionTo);
  await ports.table.accounts.patchIf({ dealerId: dealer.id }, { change: { at, reason: why } });
};

const ACTS: Record<NonNullable<VerdictRequest['act']>, (doing: Doing) => Promise<void>> = {
  look: async ({ dealer, at, ports, sessionTo }) => void (await lookAt(dealer, at, ports, sessionTo)),
  'start-load': startLoad,
  'change-profile': changeProfile,
};

/** Does what a person has asked for at the marketplace; what came of it is in the account's record. */
export const act = async (request: VerdictRequest, ports: ActPorts, sessionTo: SessionTo): Promise<Acted> => {
  const { act: name, dealerId, at } = request;
  if (!name || dealerId === null) throw new ConfigurationError('Which act, and whose?', { stage: 'verdict' });
  await ACTS[name]({ dealer: await knownDealer(dealerId, ports), at, ports, sessionTo });
  return { acted: true };
};
