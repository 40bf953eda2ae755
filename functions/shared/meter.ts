/** How an environment stands, counted every hour. */
export const STANDINGS = [
  'Dealers',
  'Lists',
  'Products',
  'AdsLive',
  'FeedsHeld',
  'InReview',
  'StuckMinutes',
  'HeldHours',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** What is counted beside calls, by the name of its CloudWatch metric. Alarms and dashboard read these names. */
export const MEASURES = [
  ...STANDINGS,
  /** What people had asked for and nobody could do. */
  'ActsGivenUp',
  'BreakersOpened',
  /** How fast what may go wrong of an objective is used up; from 1 on somebody is told. */
  'BurnFast',
  'BurnSlow',
  'CanariesThrough',
  /** USD, as it is spent: each call of a function and of a paid service. */
  'CostUsd',
  /** Calls that a key or its service refused: what is encrypted cannot be read or written. */
  'EncryptionFailures',
  /** Feeds of other shops of which nothing new is known for days. */
  'MarketSourcesSilent',
  /** Calls that used nearly all memory of their function. */
  'MemoryShort',
  /** Documents that came to much less than they should. */
  'NotUnderstood',
  /** Requests to the API by CloudFront that knows another secret than the API does: everybody is refused. */
  'OriginMismatched',
  /**
   * What goes beside an ad and could not be written: reports of runs (`feedwright report RUN` says why), vectors of searches
   * (they go by those of the feed before). One metric, as CloudWatch is paid by the metric.
   */
  'LeftUnwritten',
  /** Lists judged or matched by rules that were not those of the table. */
  'RulesFallbacks',
  /** Files and runs that only the hourly reconciliation found. */
  'Reconciled',
  /** What the reconciliation found broken and could not mend, however often it tried. */
  'RepairsGivenUp',
] as const;
export type Measure = (typeof MEASURES)[number];

/** What is told of each answer of the API, for each kind of route. */
export const API_MEASURES = ['AnswerTime'] as const;
export type ApiMeasure = (typeof API_MEASURES)[number];

/** `few`: what alarms of high severity read, of the environment as a whole. CloudWatch is paid by the metric. */
export const MONITORING = ['whole', 'few'] as const;
export type Monitoring = (typeof MONITORING)[number];

/** What is told where few metrics are. */
export const ESSENTIAL: readonly Measure[] = [
  'StuckMinutes',
  'ActsGivenUp',
  'CanariesThrough',
  'EncryptionFailures',
  'OriginMismatched',
  'RepairsGivenUp',
];

/** Of this process, since it was last taken; one call at a time works in a Lambda's environment. */
const counted = new Map<Measure, number>();

/** Adds to what the call at work tells when it ends. */
export const count = (measure: Measure, amount = 1): void => {
  counted.set(measure, (counted.get(measure) ?? 0) + amount);
};

/** What was counted since it was last asked for. */
export const takeCounted = (): [Measure, number][] => {
  const taken = [...counted];
  counted.clear();
  return taken;
};
