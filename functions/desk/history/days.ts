import type { DayFigures } from '#contracts/history.ts';
import { delimitedText } from '#functions/reports/delimited-text.ts';
import { keptUntil } from '#reference/retention.ts';
import { liveVersion } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { listDeliveries } from '../feeds/deliver.ts';
import { moscowDay } from '../market/keep-gathering.ts';
import { listOffers } from '../offers/offers.ts';
import { listQuestions } from '../questions/questions.ts';
import { dailyCosts } from '../reports/daily-costs.ts';
import { countOpen } from '../review/queue.ts';

/** "92.1" of 100. */
const percentOf = (part: number, whole: number): string =>
  whole === 0 ? '0.0' : (Math.round((1000 * part) / whole) / 10).toFixed(1);

const PROVEN: readonly string[] = ['delivered', 'unchanged'];

const figuresOf = async (dealerId: string, day: string, ports: Ports): Promise<DayFigures> => {
  const offers = await listOffers(dealerId, ports);
  const published = offers.filter(({ verdict, out }) => verdict === 'published' && out === null).length;
  const withdrawn = offers.filter(({ out }) => out === 'withdrawn').length;
  const live = await liveVersion(await ports.table.channelStates.get({ dealerId }), ports);
  const receipts = (await listDeliveries(dealerId, ports)).filter(({ at }) => moscowDay(at) === day);
  const costs = (await dailyCosts(dealerId, ports)).find((cost) => cost.day === day);
  return {
    ...{ dealerId, day, at: ports.clock().toISOString() },
    ...{ adsLive: live?.ads ?? 0, published, withdrawn, waiting: await countOpen(dealerId, ports) },
    questions: await listQuestions(dealerId, ports).then(
      ({ length }) => length,
      // A list that cannot be judged anew has tasks of its own; the other figures stand.
      () => null,
    ),
    completion: percentOf(published, offers.length),
    deliveries: receipts.filter(({ outcome }) => PROVEN.includes(outcome)).length,
    costUsd: costs?.costUsd ?? 0,
  };
};

const HOUR_MS = 60 * 60 * 1000;
/** Lists are judged anew for the questions: a few times a day is enough to know how a day ended. */
const RENEWED_AFTER_MS = 5 * HOUR_MS;
/** The last round of a day in Moscow counts whenever the one before was. */
const LAST_HOUR_UTC = 20;

const isDue = (before: DayFigures | null, now: Date): boolean =>
  before === null ||
  now.getTime() - Date.parse(before.at) >= RENEWED_AFTER_MS ||
  (now.getUTCHours() === LAST_HOUR_UTC && Date.parse(before.at) < now.getTime() - HOUR_MS / 2);

const keepDay = async (dealerId: string, ports: Ports): Promise<boolean> => {
  const now = ports.clock();
  const day = moscowDay(now.toISOString());
  if (!isDue(await ports.table.days.get({ dealerId, day }), now)) return false;
  // What is being removed is not added to.
  if (await ports.table.leavings.get({ dealerId })) return false;
  const figures = await figuresOf(dealerId, day, ports);
  await ports.table.days.put({ ...figures, ttl: keptUntil('day', now) });
  return true;
};

/** A round has half of what its function is given: what it does not come to is the next round's. */
const ROUND_MS = 5 * 60_000;

/**
 * Writes down how each dealer stands today, over what was written of the day before; gives of how many, and how many are
 * left for the next round: they are due still, and those before them no more. Throws the first failure at the end.
 */
export const keepDays = async (ports: Ports): Promise<{ kept: number; left: number }> => {
  const begun = ports.clock().getTime();
  const done = { kept: 0, left: 0 };
  const failures: unknown[] = [];
  for await (const { dealerId } of ports.table.dealers.streamIndex('GSI1', {}))
    if (ports.clock().getTime() - begun > ROUND_MS) done.left += 1;
    else
      await keepDay(dealerId, ports).then(
        (isKept) => {
          done.kept += isKept ? 1 : 0;
        },
        (error) => failures.push(error),
      );
  if (failures.length > 0) throw failures[0];
  return done;
};

/** How a dealer's days ended, the newest first. Throws `Refusal`. */
export const listDays = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<DayFigures[]> => {
  await refuseUnknownDealer(dealerId, ports);
  const days = await ports.table.days.query({ dealerId });
  return days.map(({ ttl, ...figures }) => figures).toReversed();
};

const COLUMNS = {
  Day: 'day',
  'Ads live': 'adsLive',
  Published: 'published',
  Withdrawn: 'withdrawn',
  Waiting: 'waiting',
  Questions: 'questions',
  'Completion %': 'completion',
  Deliveries: 'deliveries',
  'Cost USD': 'costUsd',
} as const satisfies Record<string, keyof DayFigures>;

/** The same as text in columns that a spreadsheet opens. */
export const daysAsText = (days: readonly DayFigures[]): string =>
  delimitedText({
    name: 'days',
    headings: Object.keys(COLUMNS),
    rows: days.map((figures) => Object.values(COLUMNS).map((column) => figures[column])),
  });
