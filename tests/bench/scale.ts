/** `docs/scale.md`: what an installation of so many dealers does, holds and costs in a month, and what ends first. */
import { OBJECTS_A_RUN, UNITS_A_PRODUCT, UNITS_A_RUN } from '#functions/operations/close/close.ts';
import prices from '#reference/prices/aws.json' with { type: 'json' };
import { lambdaCost } from '#shared/lambda-cost.ts';
import { settingsOf } from '../../infra/settings.ts';
import { definitionOf } from '../infra/support/definitions.ts';
import { functionsUsd, type PricedRun } from './cost-table.ts';
import { AGREED_USD } from './monitoring-bill.ts';

const { functions: SIZES, concurrency, windows } = settingsOf('prod');
const HOURS = 730;
const DAYS = 30;
const MONTHS_KEPT = 12;

/** A dealer's month, as we assume it. */
const ASSUMED = {
  lists: 8,
  sheets: 26,
  /** A new rate a day: each of the lists in force is judged and built anew. */
  rates: DAYS,
  listsInForce: 2,
  /** Windows whose feed has changed since the one before, of three a day. */
  changed: DAYS,
  windows: 3 * DAYS,
  /** Of a dealer's host, for each of pictures, feed and a look at what it serves. */
  hostSeconds: 10,
  /** Of a call that asks tables and buckets alone. */
  ownSeconds: 0.5,
  /** Of one call of a table within a function, and of a listing of a thousand objects. */
  tableCallSeconds: 0.005,
  listingSeconds: 0.1,
  /** Calls of the table that the hourly rounds make for a dealer: reconciling ten, watching ten, two for the rest. */
  callsAnHour: 22,
  callsOfReconcile: 10,
  secrets: 2,
  logBytesACall: 2_000,
  logBytesATransition: 1_000,
};

const pathOf = (machine: string, map: string, path: string): string[] => {
  const states = definitionOf(machine).States[map]?.ItemProcessor?.States ?? {};
  const names = path.split(' ');
  const unknown = names.filter((name) => !states[name]);
  if (unknown.length > 0) throw new Error(`${machine} has no ${unknown.join(', ')}`);
  return names;
};

const DELIVERIES = {
  changed:
    'Acquire Acquired Guard Guarded Pictures Brought Upload Uploaded Verify Verified Receipt Announce Onward Ended',
  same: 'Acquire Acquired Guard Guarded Verify Verified Receipt Announce Onward Ended',
  check: 'Acquire Acquired Guard Guarded Opening Verify Verified Receipt Announce Onward Ended',
};
/** With one look in vain, and news. */
const VERDICT =
  'Spread Look Onward Poll Onward Patience Poll Onward Read Onward Compare Onward Judge Onward Record Recorded Announce Onward News Tell Onward Ended';

const AT_THE_HOST = new Set(['Pictures', 'Upload', 'Verify']);

/** What one piece of work takes. */
interface Work {
  calls: number;
  transitions: number;
  usd: number;
  written: number;
  read: number;
  objects: number;
}

const callsIn = (machine: string, map: string, path: string[]): string[] => {
  const states = definitionOf(machine).States[map]?.ItemProcessor?.States ?? {};
  return path.filter((name) => states[name]?.Parameters?.FunctionName);
};

/** A way through a Map, whose functions have so much memory. */
const way = (machine: string, map: string, text: string, memoryMb: number): Work => {
  const path = pathOf(machine, map, text);
  const calls = callsIn(machine, map, path);
  const seconds = (name: string) => (AT_THE_HOST.has(name) ? ASSUMED.hostSeconds : ASSUMED.ownSeconds);
  const functions = calls.reduce((sum, name) => sum + lambdaCost(seconds(name), memoryMb), 0);
  return {
    calls: calls.length,
    transitions: path.length,
    usd: functions + (path.length - calls.length) * prices.stateTransition,
    ...{ written: 3 * calls.length, read: 5 * calls.length, objects: 1 },
  };
};

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A list like the shipped ones, from its measured runs. */
const listOf = (runs: PricedRun[]): Work => {
  const products = mean(runs.map((run) => run.products));
  return {
    calls: mean(runs.map(({ stages }) => stages.length + 1)),
    transitions: mean(runs.map(({ cost }) => cost.transitions)),
    usd: mean(runs.map((run) => functionsUsd(run) + run.cost.transitionsUsd + run.cost.storesUsd)),
    written: UNITS_A_RUN.write + UNITS_A_PRODUCT.write * products,
    read: UNITS_A_RUN.read + UNITS_A_PRODUCT.read * products,
    objects: OBJECTS_A_RUN.put,
  };
};

/** The stages of a list behind a new rate, the states around them counted as a third of the whole way. */
const rateOf = (runs: PricedRun[]): Work => {
  const judged = runs.map((run) => ({
    ...run,
    stages: run.stages.filter(({ stage }) => stage === 'validate' || stage === 'generate'),
    cost: { ...run.cost, transitionsUsd: run.cost.transitionsUsd / 3 },
  }));
  return { ...listOf(judged), transitions: listOf(runs).transitions / 3 + 3, objects: 4 };
};

/** Taken in, its sold rows told, closed. */
const SHEET: Work = {
  ...{ calls: 3, transitions: 9, written: 40, read: 60, objects: 3 },
  usd: 3 * lambdaCost(1, SIZES.stock.memoryMb) + 6 * prices.stateTransition + 40 * prices.tableWriteUnit,
};

/** What a dealer's month is made of: how often each piece of work. */
const monthOf = (runs: PricedRun[]): Record<string, [times: number, Work]> => ({
  lists: [ASSUMED.lists, listOf(runs)],
  'stock sheets': [ASSUMED.sheets, SHEET],
  'new rates': [ASSUMED.rates * ASSUMED.listsInForce, rateOf(runs)],
  'feeds delivered': [
    ASSUMED.changed,
    way('delivery', 'Dealers', DELIVERIES.changed, SIZES.deliver.memoryMb),
  ],
  'windows without a change': [
    ASSUMED.windows - ASSUMED.changed,
    way('delivery', 'Dealers', DELIVERIES.same, SIZES.deliver.memoryMb),
  ],
  'checks as a window opens': [
    ASSUMED.windows,
    way('delivery', 'Dealers', DELIVERIES.check, SIZES.deliver.memoryMb),
  ],
  verdicts: [ASSUMED.windows, way('verdict', 'Dealers', VERDICT, SIZES.verdict.memoryMb)],
});

const sumOf = (runs: PricedRun[], what: keyof Work): number =>
  Object.values(monthOf(runs)).reduce((sum, [times, work]) => sum + times * work[what], 0);

/** Versions in the inbox after a year: what is replaced is kept so long. */
const inboxOf = (dealers: number): number => dealers * (ASSUMED.lists + ASSUMED.sheets) * MONTHS_KEPT;

/** Those whose records an hour's round reads: of the last three days all, of the others a day's part. */
const lookedFor = (dealers: number): number => {
  const young = (dealers * (ASSUMED.lists + ASSUMED.sheets) * 3) / DAYS;
  return young + (inboxOf(dealers) - young) / 24;
};

/** In units, of up to four kilobytes each. */
const reconcileReads = (dealers: number): number => lookedFor(dealers) + dealers * ASSUMED.callsOfReconcile;

const reconcileSeconds = (dealers: number): number =>
  (inboxOf(dealers) / 1_000) * ASSUMED.listingSeconds +
  (lookedFor(dealers) / 100) * 2 * ASSUMED.tableCallSeconds +
  dealers * ASSUMED.callsOfReconcile * ASSUMED.tableCallSeconds;

const ROUNDS_GB = 0.5;

/** The hourly rounds in a month. */
const roundsUsd = (dealers: number): number =>
  HOURS *
  ((reconcileReads(dealers) + dealers * (ASSUMED.callsAnHour - ASSUMED.callsOfReconcile)) *
    prices.tableReadUnit +
    (inboxOf(dealers) / 1_000) * prices.objectPut +
    (reconcileSeconds(dealers) + dealers * ASSUMED.callsAnHour * ASSUMED.tableCallSeconds) *
      ROUNDS_GB *
      prices.lambdaGbSecond);

const DELIVERY_SECONDS = 3 * ASSUMED.ownSeconds + 3 * ASSUMED.hostSeconds;
/** Of a delivery, each with the choice behind it. */
const CALLS = 6;
const LEAD_MINUTES = windows.leadMinutes - windows.checkLeadMinutes;

/** What AWS allows by default in eu-north-1, and how much of it so many dealers use. */
interface Quota {
  name: string;
  most: number;
  unit: string;
  used(dealers: number): number;
  /** What is beyond it is not done in time; else it only waits. */
  stops?: true;
}

const deliveriesAtOnce = concurrency.deliveries ?? 0;

const quotasOf = (runs: PricedRun[]): Quota[] => [
  {
    name: `Lambda, "Function timeout": the reconciler's hourly look at the whole inbox`,
    ...{ most: SIZES.reconcile.timeoutSeconds, unit: 's', used: reconcileSeconds, stops: true },
  },
  {
    name: `Lambda, "Concurrent executions" reserved for deliveries (${deliveriesAtOnce} of ${concurrency.quota}): a window's feeds, all changed`,
    ...{ most: LEAD_MINUTES, unit: 'min', stops: true },
    used: (dealers) => (dealers * DELIVERY_SECONDS) / deliveriesAtOnce / 60,
  },
  {
    name: 'Step Functions, "StateTransition throttle token refill rate": a window\'s calls, and those refused that are tried again',
    ...{ most: 800, unit: 'a second' },
    // A Map has a hundred of its two hundred dealers at once; each waits 15 s on the average before it asks again.
    used: (dealers) => dealers / 2 / 15 + (2 * CALLS * deliveriesAtOnce) / DELIVERY_SECONDS,
  },
  {
    name: 'Step Functions, "Open Map Runs": a window\'s pages of 200 dealers',
    ...{ most: 1_000, unit: 'runs', used: (dealers) => Math.ceil(dealers / 200) },
  },
  {
    name: 'EventBridge, "PutEvents throttle limit": one a delivery, within half of the lead',
    ...{ most: 600, unit: 'a second', used: (dealers) => dealers / (LEAD_MINUTES * 30) },
  },
  {
    name: 'DynamoDB, "Table-level write throughput" on demand: every dealer\'s list within the same hour',
    ...{ most: 40_000, unit: 'units a second', used: (dealers) => (dealers * listOf(runs).written) / 3_600 },
  },
  {
    name: "DynamoDB, a partition's 1,000 write units: the places and lines that lists begin at, all within an hour",
    ...{ most: 1_000, unit: 'units a second', used: (dealers) => (dealers * 5) / 3_600 },
  },
  {
    name: 'Secrets Manager, "Secrets": a dealer\'s host and its account of the marketplace',
    ...{ most: 500_000, unit: 'secrets', used: (dealers) => dealers * ASSUMED.secrets },
  },
];

/** For how many dealers a quota lasts. */
const lastsFor = ({ most, used }: Quota): number => {
  let [some, many] = [1, 1e9];
  while (many - some > 1) {
    const half = Math.floor((some + many) / 2);
    if (used(half) <= most) some = half;
    else many = half;
  }
  return some;
};

const MB = 1e6;

/** What grows, in a month unless it is said otherwise. */
const growthOf = (runs: PricedRun[]): [what: string, of: (dealers: number) => number][] => {
  const sum = (what: keyof Work) => (dealers: number) => dealers * sumOf(runs, what);
  const products = mean(runs.map((run) => run.products));
  const items =
    products * (3 * ASSUMED.listsInForce + 6 * ASSUMED.lists) +
    12 * (10 * ASSUMED.lists + 4 * ASSUMED.sheets + 2 * ASSUMED.windows);
  return [
    [
      'runs of lists, sheets and rates',
      (dealers) => dealers * (ASSUMED.lists + ASSUMED.sheets + ASSUMED.rates * ASSUMED.listsInForce),
    ],
    ['deliveries an hour before a window', (dealers) => dealers],
    ['function calls', sum('calls')],
    ['state transitions', sum('transitions')],
    ['table items after a year', (dealers) => dealers * items],
    ['write units', sum('written')],
    ['read units', (dealers) => dealers * sumOf(runs, 'read') + HOURS * reconcileReads(dealers)],
    ['objects put', sum('objects')],
    ['versions in the inbox after a year', inboxOf],
    [
      'logs, MB',
      (dealers) =>
        (dealers *
          (sumOf(runs, 'calls') * ASSUMED.logBytesACall +
            sumOf(runs, 'transitions') * ASSUMED.logBytesATransition)) /
        MB,
    ],
    ['secrets', (dealers) => dealers * ASSUMED.secrets],
  ];
};

/** USD a month, by what it is for. No dealer raises what alarms and metrics cost: as much as is agreed at most. */
const costsOf = (runs: PricedRun[]): [what: string, of: (dealers: number) => number][] => {
  const canary = HOURS * listOf(runs).usd;
  return [
    ...Object.entries(monthOf(runs)).map(
      ([what, [times, { usd }]]): [string, (dealers: number) => number] => [
        what,
        (dealers) => dealers * times * usd,
      ],
    ),
    ['hourly rounds over all dealers and the whole inbox', roundsUsd],
    ["dealers' secrets", (dealers) => dealers * ASSUMED.secrets * prices.secretMonth],
    [
      'alarms, metrics, keys, the canary',
      () => AGREED_USD.prod + prices.keyMonth + 2 * prices.secretMonth + canary,
    ],
  ];
};

const DEALERS = [10, 1_000, 10_000];

const figure = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(2)));

const usd = (value: number): string => value.toFixed(2).replace(/\B(?=(\d{3})+(?=\.))/g, ',');

const table = (rows: string[][]): string => {
  const [heading = [], ...body] = rows;
  return [heading, heading.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};

const forEach = (of: (dealers: number) => number, say: (value: number) => string): string[] =>
  DEALERS.map((dealers) => say(of(dealers)));

const heading = (...first: string[]): string[] => [
  ...first,
  ...DEALERS.map((dealers) => `${figure(dealers)} dealers`),
];

const quotaRows = (quotas: Quota[]): string[][] => [
  [...heading('quota, as AWS has it by default in eu-north-1', 'figure'), 'lasts for, dealers'],
  ...quotas.map((quota) => [
    quota.name,
    `${figure(quota.most)} ${quota.unit}`,
    ...forEach(quota.used, figure),
    figure(lastsFor(quota)),
  ]),
];

const costRows = (costs: ReturnType<typeof costsOf>): string[][] => {
  const total = (dealers: number) => costs.reduce((sum, [, of]) => sum + of(dealers), 0);
  return [
    heading('USD a month'),
    ...costs.map(([what, of]) => [what, ...forEach(of, usd)]),
    ['**all**', ...forEach(total, (value) => `**${usd(value)}**`)],
    ['a dealer', ...forEach((dealers) => total(dealers) / dealers, usd)],
  ];
};

export const SIMULATED = /(?<=<!-- simulated -->\n)[\s\S]*?(?=\n<!-- \/simulated -->)/;

/** The page; `simulated` is what takes longer to find out than a test may, as it was printed last. */
export const scalePage = (runs: PricedRun[], simulated: string): string => {
  const quotas = quotasOf(runs).toSorted((one, other) => lastsFor(one) - lastsFor(other));
  const [first] = quotas as [Quota];
  return `# Scale

What 10, 1,000 and 10,000 dealers mean on AWS with the settings of prod. \`npm run bench -- scale\` makes this page, from the measured runs of the
shipped lists (\`npm run cost\`), the price table of ${prices.dated}, the machines' definitions and the settings; a test holds it to them.

Assumed of a dealer in a month: ${ASSUMED.lists} lists like the shipped ones (${figure(mean(runs.map((run) => run.products)))} products), ${ASSUMED.sheets} stock sheets, a new rate a day for ${ASSUMED.listsInForce} lists in force,
three windows a day of which one has a changed feed, a verdict after each. A dealer's host takes ${ASSUMED.hostSeconds} s for each of three calls; a call of ours ${ASSUMED.ownSeconds} s, of
a table within a function ${ASSUMED.tableCallSeconds * 1000} ms. A dealer has ${ASSUMED.secrets} secrets. Logs are reckoned at ${ASSUMED.logBytesACall / 1000} kB a call and ${ASSUMED.logBytesATransition / 1000} kB a transition.

## What grows

${table([heading('a month'), ...growthOf(runs).map(([what, of]) => [what, ...forEach(of, figure)])])}

Metrics do not grow: their dimensions are stages and outcomes, never dealers.

## Which quota ends first

${table(quotaRows(quotas))}

First ends ${first.name}: at ${figure(lastsFor(first))} dealers.
${first.stops ? 'What is beyond it is left to the next window or round.' : 'What is beyond it waits and is tried again.'} All but "Function timeout" can be raised, deliveries by \`concurrency.deliveries\` at once.

## What a month costs

${table(costRows(costsOf(runs)))}

Not in it: keeping logs, objects and the table's gigabytes, traffic, CloudFront, pages and tokens of paid services (plans limit them), support.

## Simulated

<!-- simulated -->
${simulated}
<!-- /simulated -->
`;
};
