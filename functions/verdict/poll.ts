import type { Verdict } from '#contracts/verdict.ts';
import { listUploads } from '#marketplace/avito-api/loads.ts';
import type { Upload } from '#marketplace/avito-api/schemas.ts';
import { releaseLease, takeLease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import { knownDealer, leaseOf, type SessionTo } from './at-dealer.ts';
import { ownSession } from './look.ts';

type PollPorts = Pick<Ports, 'table' | 'clock' | 'secrets' | 'network'>;

const FINAL = ['success', 'success_warning', 'error'];

/** Anything else, and nothing, may still change. */
export const hasEnded = ({ status }: Upload): boolean => FINAL.includes(status ?? '');

/** A load is asked for since a little before its window: clocks differ. */
const EARLIER_MS = 5 * 60_000;

const since = ({ window }: Verdict): string => new Date(Date.parse(window) - EARLIER_MS).toISOString();

/** Between two looks: two to five minutes, each dealer's at moments of its own. */
const FIRST_PAUSE = 120;
const MORE = 180;

const spread = (text: string): number =>
  [...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 9973, 7);

/** Who asks by hand waits for the answer. */
const PAUSE_BY_HAND = 10;

const pauseOf = ({ verdictId, byHand }: Verdict, now: Date): number => {
  if (byHand) return PAUSE_BY_HAND;
  return FIRST_PAUSE + (spread(`${verdictId}${Math.floor(now.getTime() / 60_000)}`) % MORE);
};

/** Oldest first: what the next load replaces is read before it. */
const inOrder = (one: Upload, other: Upload): number =>
  (one.startedAt ?? '').localeCompare(other.startedAt ?? '') || Number(one.uploadId) - Number(other.uploadId);

/** One that does not say when it began counts: its record tells whether it is new. */
const ofWindow = (verdict: Verdict, uploads: readonly Upload[]): Upload[] =>
  uploads.filter(({ startedAt }) => startedAt === null || startedAt >= since(verdict)).toSorted(inOrder);

const firstUnread = async (uploads: readonly Upload[], { dealerId }: Verdict, { table }: PollPorts) => {
  for (const upload of uploads)
    if (hasEnded(upload) && !(await table.uploads.get({ dealerId, uploadId: upload.uploadId })))
      return upload;
  return null;
};

const ending = async (verdict: Verdict, ports: PollPorts): Promise<Verdict> => {
  await releaseLease(leaseOf(verdict), ports);
  return { ...verdict, route: 'end' };
};

/** Another look, unless this execution has waited long enough. */
const waitOrEnd = (verdict: Verdict, ports: PollPorts): Verdict | Promise<Verdict> => {
  const now = ports.clock();
  const { byHand, waitsUntil, until } = verdict;
  const last = byHand || waitsUntil < until ? waitsUntil : until;
  return now.toISOString() < last
    ? { ...verdict, route: 'wait', pause: pauseOf(verdict, now) }
    : ending(verdict, ports);
};

/** A verdict before a load was read; the machine may come from another load. */
const NOTHING_READ = {
  ...{ uploadId: null, readable: null, feed: null, snapshot: null, judged: null, nextNews: null },
  ...{ news: [], outcome: null, counts: null, alarms: [], failure: null },
};

/** The window's verdict, which is told once. */
const giveUp = async (verdict: Verdict, outcome: 'late' | 'no-load', ports: PollPorts): Promise<Verdict> => {
  const known = await ports.table.windowVerdicts.get({ dealerId: verdict.dealerId, window: verdict.window });
  return known?.outcome === outcome
    ? ending(verdict, ports)
    : { ...verdict, ...NOTHING_READ, outcome, route: 'record' };
};

/** Loads that somebody had started: the window's own may come yet. */
const BY_HAND = ['web', 'openapi'];

/** Without a load, or with one that goes on and on, of which a person who asks in between does not decide: another look, or the window's verdict is that. */
const orGiveUp = async (verdict: Verdict, uploads: readonly Upload[], ports: PollPorts): Promise<Verdict> => {
  const at = ports.clock().toISOString();
  if (uploads.some((upload) => !hasEnded(upload)))
    return verdict.byHand || at < verdict.until ? waitOrEnd(verdict, ports) : giveUp(verdict, 'late', ports);
  if (uploads.some(({ source }) => !BY_HAND.includes(source ?? ''))) return ending(verdict, ports);
  if (at < verdict.missedAt) return waitOrEnd(verdict, ports);
  return uploads.length > 0 ? ending(verdict, ports) : giveUp(verdict, 'no-load', ports);
};

/**
 * Looks at the list of loads, which alone shows those that failed: one that has ended and was not read yet is read, oldest
 * first; while one is at work, or none has come, it is looked at again.
 */
export const poll = async (verdict: Verdict, ports: PollPorts, sessionTo: SessionTo): Promise<Verdict> => {
  if (!(await takeLease(leaseOf(verdict), ports))) return { ...verdict, route: 'end' };
  const session = await ownSession(await knownDealer(verdict.dealerId, ports), ports, sessionTo);
  const uploads = ofWindow(verdict, (await listUploads(since(verdict), session)).uploads);
  const unread = await firstUnread(uploads, verdict, ports);
  if (!unread) return orGiveUp(verdict, uploads, ports);
  return { ...verdict, ...NOTHING_READ, uploadId: unread.uploadId, route: 'read' };
};
