/**
 * How long things are kept, and who takes them away then: one table, by which the lifecycle rules of buckets, the
 * times of records and the sweep of one machine go. What is not named here is kept as long as its dealer is: see
 * `desk/leaving`.
 */

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Seconds for which a record is kept, which DynamoDB takes away by its time to live some time after that. */
export const RECORDS_KEPT = {
  /** Matches and verdicts of each machine in each run. */
  result: 180 * DAY,
  /** What was asked for by the API, and what came of it. */
  command: 30 * DAY,
  /** Acts by their keys: who asks again does so sooner. */
  act: 7 * DAY,
  /** Repairs that came to nothing, as long as somebody may still look after them. */
  repair: 30 * DAY,
  /** What was used of a plan in a month, and a year to compare it with. */
  used: 400 * DAY,
  /** Figures of each day: this season, and the one before. */
  day: 2 * 366 * DAY,
  /** How what was promised went: the period that an objective is held to, and a week. */
  outcome: 35 * DAY,
  /** An invitation that nobody takes. */
  invitation: 7 * DAY,
  /** Prices elsewhere, a while longer than a report looks back. */
  'market-price': 40 * DAY,
  /** A vector never goes stale, but texts do: those that no list has used for so long are forgotten. */
  vector: 400 * DAY,
  /** What a language model answered. */
  answer: 400 * DAY,
  /** A dealer that was put a moment ago: an index is seconds late at most. */
  'announced-dealer': 15 * MINUTE,
} as const;

/** When a record of that kind may go, in seconds since 1970. */
export const keptUntil = (kind: keyof typeof RECORDS_KEPT, now: Date): number =>
  Math.floor(now.getTime() / 1000) + RECORDS_KEPT[kind];

/** Days for which objects and logs are kept, where things are tried and where they are done. */
export const DAYS_KEPT = {
  tried: {
    replacedFilesDays: 30,
    uploadsDays: 1,
    runsDays: 730,
    feedsDays: 730,
    reportsDays: 30,
    logsDays: 30,
    accessLogsDays: 30,
  },
  done: {
    replacedFilesDays: 365,
    uploadsDays: 1,
    runsDays: 730,
    feedsDays: 730,
    reportsDays: 30,
    logsDays: 365,
    accessLogsDays: 365,
  },
} as const;
export type KeptDays = keyof (typeof DAYS_KEPT)['done'];

/** Objects of a store, by what their keys begin with. */
interface ObjectsKept {
  store: 'inbox' | 'artefacts' | 'assets' | 'site';
  prefix: string;
  days: KeptDays;
  /** Only versions that a newer one has replaced. */
  replaced?: true;
}

/** Objects that S3's lifecycle rules take away, and on one machine its daily sweep. */
export const OBJECTS_KEPT: readonly ObjectsKept[] = [
  { store: 'inbox', prefix: '', days: 'replacedFilesDays', replaced: true },
  { store: 'site', prefix: '', days: 'replacedFilesDays', replaced: true },
  // A picture that was sent and never kept, with all that it tells of its place.
  { store: 'assets', prefix: 'uploads/', days: 'uploadsDays' },
  // A list or a book stays in force for two seasons at most, and a refresh reads it again.
  { store: 'artefacts', prefix: 'runs/', days: 'runsDays' },
  // A roll-back needs the very bytes.
  { store: 'artefacts', prefix: 'feeds/', days: 'feedsDays' },
  // They are made when they are asked for, and archives hold what people are called.
  { store: 'artefacts', prefix: 'reports/', days: 'reportsDays' },
];
