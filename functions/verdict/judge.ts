import * as z from 'zod';
import { Reason } from '#contracts/reason.ts';
import { AdCounts, type Verdict, WINDOW_OUTCOMES, type WindowOutcome } from '#contracts/verdict.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { writeEach } from '#shared/in-chunks.ts';
import { readJson, writeJson } from '#shared/json.ts';
import { takeLease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import { AdVerdict } from '#shared/table/verdict-records.ts';
import { adAlarms, type Change, copyAlarm, loadTrouble } from './alarms.ts';
import { keyOf, knownDealer, leaseOf } from './at-dealer.ts';
import { explained, judgeAd, judgeUnseen, type Load, refusedFor, unknownWords } from './judge-ad.ts';
import { idsOf } from './read.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';

type JudgePorts = Pick<Ports, 'table' | 'clock' | 'artefacts'>;

/** What the bus is told of an ad. */
const News = z.object({ type: z.enum(['AdRefused', 'AdActive']), detail: z.record(z.string(), z.unknown()) });
type News = z.infer<typeof News>;

/** What was made of a load: kept beside it before any record changes, so that a step that is repeated says the same. */
export const Judged = z.object({
  outcome: z.enum(WINDOW_OUTCOMES),
  counts: AdCounts.nullable(),
  alarms: z.array(Reason),
  unknownWords: z.record(z.string(), z.number()),
  /** Ids in the load that are none of ours. */
  foreign: z.array(z.string()),
  ads: z.array(AdVerdict),
  news: z.array(News),
});
export type Judged = z.infer<typeof Judged>;

const outcomeOf = ({ readable, upload }: Snapshot): WindowOutcome => {
  if (readable) return 'judged';
  return upload.status === 'error' ? 'failed' : 'replaced';
};

interface Judging {
  snapshot: Snapshot;
  load: Load;
  /** Ids of the feed that was loaded. */
  delivered: ReadonlySet<string>;
  before: ReadonlyMap<string, AdVerdict>;
  /** Every Id that an ad of the dealer has ever had. */
  ours: ReadonlySet<string>;
}

const changesOf = ({ snapshot, load, delivered, before, ours }: Judging): Change[] => {
  const known = (adId: string) => before.get(adId) ?? null;
  const seen = snapshot.items
    .filter(({ adId }) => ours.has(adId))
    .map((item) => ({ before: known(item.adId), after: judgeAd(item, known(item.adId), load) }));
  const unseen = (adId: string, standing: 'missing' | 'unknown' | 'gone'): Change => ({
    before: known(adId),
    after: judgeUnseen(adId, standing, known(adId), load),
  });
  // Of what the feed has no more a load may say that it went, or nothing; without a feed nobody knows.
  const missing = delivered.size > 0 ? snapshot.missing : [];
  return [
    ...seen,
    ...missing.map((adId) => unseen(adId, delivered.has(adId) ? 'missing' : 'gone')),
    ...snapshot.unclear.filter((adId) => ours.has(adId)).map((adId) => unseen(adId, 'unknown')),
  ];
};

const countsOf = (changes: readonly Change[], delivered: ReadonlySet<string>): AdCounts => {
  const counts: AdCounts = {
    ...{
      delivered: delivered.size,
      active: 0,
      warned: 0,
      refused: 0,
      waiting: 0,
      gone: 0,
      missing: 0,
      unknown: 0,
    },
  };
  for (const { after } of changes) if (delivered.has(after.adId)) counts[after.standing] += 1;
  return counts;
};

const unknownIn = (changes: readonly Change[]): Judged['unknownWords'] => {
  const counts: Record<string, number> = {};
  for (const { after } of changes)
    for (const word of unknownWords(after)) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};

const detailOf = ({ after }: Change, { channel, window }: Verdict) => {
  const { dealerId, adId, uploadId, avitoId, url, since } = after;
  return {
    version: 1,
    dealerId,
    channel,
    adId,
    uploadId,
    window,
    avitoId: avitoId ?? '',
    url: url ?? '',
    since,
  };
};

const isRefusedAnew = ({ before, after }: Change): boolean =>
  after.standing === 'refused' &&
  (before?.standing !== 'refused' || String(refusedFor(before)) !== String(refusedFor(after)));

const newsOf = (change: Change, verdict: Verdict): News[] => {
  const { before, after } = change;
  const detail = detailOf(change, verdict);
  if (isRefusedAnew(change)) {
    const reasons = after.messages.map(explained);
    const told = { reason: reasons.map(sentenceOf).join('; '), whatToDo: reasons.map(remedyOf).join(' ') };
    return [
      {
        type: 'AdRefused',
        detail: { ...detail, live: after.live === true, codes: refusedFor(after), ...told },
      },
    ];
  }
  return after.live === true && before?.live !== true ? [{ type: 'AdActive', detail }] : [];
};

/**
 * Each of the marketplace's numbers belongs to the Id that it was first seen with; another one rings, and changes nothing.
 * An ad that has the number it had is not looked up again.
 */
const claimNumbers = async (changes: readonly Change[], { table }: JudgePorts): Promise<Reason[]> => {
  const shared: Reason[] = [];
  for (const { before, after } of changes) {
    const { dealerId, adId, avitoId, uploadId, loadedAt: at } = after;
    if (!avitoId || before?.avitoId === avitoId) continue;
    const known = await table.adNumbers.get({ dealerId, avitoId });
    if (!known) await table.adNumbers.put({ dealerId, avitoId, adId, uploadId, at });
    else if (known.adId !== adId) shared.push(reason('number-shared', { adId, other: known.adId, avitoId }));
  }
  return shared;
};

const judgingOf = async (
  verdict: Verdict,
  snapshot: Snapshot,
  shape: FeedShape,
  ports: JudgePorts,
): Promise<Judging> => {
  const { dealerId } = verdict;
  const { uploadId, upload, fetchedAt, feed } = snapshot;
  const before = new Map(
    (await ports.table.verdicts.query({ dealerId })).map((known) => [known.adId, known]),
  );
  const delivered = new Set(await idsOf(feed, shape, ports));
  const ledger = (await ports.table.ads.query({ dealerId })).map(({ adId }) => adId);
  const load = { dealerId, uploadId, at: upload.startedAt ?? fetchedAt, feedVersion: feed?.version ?? 0 };
  return { snapshot, load, delivered, before, ours: new Set([...delivered, ...before.keys(), ...ledger]) };
};

const judgedOf = async (verdict: Verdict, judging: Judging, ports: JudgePorts): Promise<Judged> => {
  const { snapshot, delivered, ours } = judging;
  const outcome = outcomeOf(snapshot);
  const trouble = loadTrouble(snapshot.upload, outcome);
  const alarms = [...(trouble ? [trouble] : []), ...copyAlarm(verdict.copy)];
  const nothing = { counts: null, alarms, unknownWords: {}, foreign: [], ads: [], news: [] };
  if (outcome !== 'judged') return { outcome, ...nothing };
  const dealer = await knownDealer(verdict.dealerId, ports);
  const changes = changesOf(judging);
  const counts = countsOf(changes, delivered);
  const numbers = await claimNumbers(changes, ports);
  return {
    ...{ outcome, counts, unknownWords: unknownIn(changes) },
    alarms: [...alarms, ...adAlarms(changes, counts, dealer), ...numbers],
    foreign: snapshot.items.map(({ adId }) => adId).filter((adId) => !ours.has(adId)),
    ads: changes.map(({ after }) => after),
    news: changes.flatMap((change) => newsOf(change, verdict)),
  };
};

/** A load that began earlier never undoes what a later one said. */
const keepVerdicts = (ads: readonly AdVerdict[], { table }: JudgePorts): Promise<void> =>
  writeEach(ads, (ad) =>
    table.verdicts.putIf(
      ad,
      (stored, { notExists, lte }) => `${notExists(stored.adId)} OR ${lte(stored.loadedAt, ad.loadedAt)}`,
    ),
  );

/** How each ad stands after the load, since when, and what of that is new. */
export const judge = async (verdict: Verdict, ports: JudgePorts, shape: FeedShape): Promise<Verdict> => {
  if (!(await takeLease(leaseOf(verdict), ports))) return { ...verdict, route: 'end' };
  const { artefacts } = ports;
  const key = keyOf(verdict, `${verdict.uploadId}-judged.json`);
  if (!(await artefacts.head(key))) {
    const snapshot = await readSnapshot(verdict.snapshot ?? '', artefacts);
    const judging = await judgingOf(verdict, snapshot, shape, ports);
    await writeJson(artefacts, key, await judgedOf(verdict, judging, ports));
  }
  const { outcome, counts, ads, news } = await readJson(artefacts, key, Judged);
  await keepVerdicts(ads, ports);
  return { ...verdict, judged: key, outcome, counts, nextNews: news.length > 0 ? 0 : null, route: 'record' };
};

/** Events in one state of the machine. */
const AT_ONCE = 50;

/** The next part of what the bus is told of the ads. */
export const news = async (verdict: Verdict, { artefacts }: Pick<Ports, 'artefacts'>): Promise<Verdict> => {
  const from = verdict.nextNews ?? 0;
  const { news: all } = await readJson(artefacts, verdict.judged ?? '', Judged);
  const next = from + AT_ONCE < all.length ? from + AT_ONCE : null;
  return {
    ...verdict,
    news: all.slice(from, from + AT_ONCE),
    nextNews: next,
    route: next === null ? 'poll' : 'news',
  };
};
