import type { Reason } from '#contracts/reason.ts';
import { isSettled, type Verdict, type WindowOutcome } from '#contracts/verdict.ts';
import { cleaned } from '#marketplace/avito-api/messages.ts';
import { reason } from '#messages/reason.ts';
import { told } from '#messages/say.ts';
import { messageIn } from '#shared/failure-message.ts';
import { readJson } from '#shared/json.ts';
import { releaseLease, takeLease } from '#shared/lease.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import type { UploadRecord } from '#shared/table/verdict-records.ts';
import { leaseOf } from './at-dealer.ts';
import { Judged } from './judge.ts';
import { whyNoLoad } from './profile.ts';
import { readSnapshot } from './snapshot.ts';

type RecordPorts = Pick<Ports, 'table' | 'clock' | 'artefacts'>;

/** A load whose ads nobody could read has no counts. */
const uploadRecord = async (verdict: Verdict, judged: Judged, ports: RecordPorts): Promise<UploadRecord> => {
  const { dealerId, snapshot: key, copy, window } = verdict;
  const { uploadId, upload, feed, fetchedAt } = await readSnapshot(key ?? '', ports.artefacts);
  const { source, status, startedAt, stats, events } = upload;
  return {
    ...{ dealerId, uploadId, source, startedAt, window, copy },
    status: status ?? '',
    seenAt: fetchedAt,
    total: stats.total,
    sections: stats.sections,
    events: events.map(cleaned),
    feedVersion: feed?.version ?? 0,
    feedSha256: feed?.sha256 ?? '',
    outcome: judged.outcome,
    counts: judged.counts,
    alarms: judged.alarms,
    unknownCodes: judged.unknownWords,
    snapshot: key,
    judged: verdict.judged,
  };
};

/** What a person should hear of where no load was read. */
const unread = async (
  { dealerId, window, outcome, failure }: Verdict,
  { table }: RecordPorts,
): Promise<Reason[]> => {
  if (failure) return [reason('avito-silent', { detail: messageIn(failure.Cause) || failure.Error })];
  const account = await table.accounts.get({ dealerId });
  if (outcome === 'no-access') return account?.access ? [account.access] : [];
  const when = moscowMinute(window);
  if (outcome === 'late') return [reason('load-late', { window: when })];
  return [reason('load-missed', { window: when, causes: whyNoLoad(account?.faults ?? []) })];
};

const keepWindow = async (
  verdict: Verdict,
  { outcome, alarms }: { outcome: WindowOutcome; alarms: Reason[] },
  { table, clock }: RecordPorts,
): Promise<boolean> => {
  const { dealerId, window, uploadId, counts } = verdict;
  const before = await table.windowVerdicts.get({ dealerId, window });
  const isLess = before !== null && isSettled(before.outcome) && !isSettled(outcome);
  const isNew = !isLess && (before?.outcome !== outcome || before.uploadId !== uploadId);
  if (isNew)
    await table.windowVerdicts.put({
      ...{ dealerId, window, outcome, uploadId, counts, alarms },
      at: clock().toISOString(),
    });
  return isNew;
};

/** What is told of it; of several alarms the first, which is the gravest. */
const announced = (outcome: WindowOutcome, alarms: readonly Reason[]): Partial<Verdict> => ({
  ...{ outcome, alarms: [...new Set(alarms.map(({ code }) => code))], failure: null },
  told: told(alarms[0] ?? null),
});

/** A window is looked at again while loads may come; where nothing was read there is nothing to look at again. */
const recordLoad = async (verdict: Verdict, ports: RecordPorts): Promise<Verdict> => {
  const judged = await readJson(ports.artefacts, verdict.judged ?? '', Judged);
  await ports.table.uploads.put(await uploadRecord(verdict, judged, ports));
  const tells = await keepWindow(verdict, judged, ports);
  const route = verdict.nextNews === null ? ('poll' as const) : ('news' as const);
  return { ...verdict, ...announced(judged.outcome, judged.alarms), tells, route };
};

/** Writes what became of the load or the window, after which the bus is told where that is new. May be repeated. */
export const record = async (verdict: Verdict, ports: RecordPorts): Promise<Verdict> => {
  if (!(await takeLease(leaseOf(verdict), ports))) return { ...verdict, route: 'end' };
  if (verdict.judged && !verdict.failure) return recordLoad(verdict, ports);
  const outcome = verdict.failure ? 'no-access' : (verdict.outcome ?? 'no-access');
  const alarms = await unread(verdict, ports);
  const tells = await keepWindow({ ...verdict, uploadId: null }, { outcome, alarms }, ports);
  await releaseLease(leaseOf(verdict), ports);
  return { ...verdict, ...announced(outcome, alarms), tells, route: 'end' };
};
