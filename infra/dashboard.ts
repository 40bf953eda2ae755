import { Duration } from 'aws-cdk-lib';
import {
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IWidget,
  SingleValueWidget,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { STAGES, type Stage } from '#functions/stages.ts';
import type { Measure } from '#shared/meter.ts';
import { MACHINES } from './functions.ts';
import {
  ANSWERS,
  answers,
  apiBurn,
  counted,
  duration,
  executions,
  succeeded,
  successRate,
  type Watched,
} from './metrics.ts';

/** The dashboard is 24 columns wide, and CloudWatch refuses one whose widgets take parts of a column. */
const COLUMNS = 24;
const HALF = COLUMNS / 2;
const shared = (widgets: number): number => Math.floor(COLUMNS / widgets);

const PERCENTILES = ['p50', 'p95', 'p99'];

const machinesRow = (watched: Watched): IWidget[] =>
  MACHINES.map(
    (machine) =>
      new GraphWidget({
        title: machine,
        width: shared(MACHINES.length),
        left: [
          executions(watched, machine, 'ExecutionsSucceeded'),
          executions(watched, machine, 'ExecutionsFailed'),
        ],
      }),
  );

/** What there is, and what waits for a person. */
const BUSINESS: Record<string, Measure> = {
  Dealers: 'Dealers',
  Lists: 'Lists',
  Products: 'Products',
  'Ads live': 'AdsLive',
  'Feeds held': 'FeedsHeld',
  'In review': 'InReview',
};

/** Told once an hour: each number is the last one told. */
const businessRow = (watched: Watched): IWidget[] =>
  Object.entries(BUSINESS).map(
    ([title, measure]) =>
      new SingleValueWidget({
        title,
        width: shared(Object.keys(BUSINESS).length),
        metrics: [counted(watched, measure, Stats.MAXIMUM)],
        sparkline: true,
      }),
  );

const moneyOf = (watched: Watched): IWidget =>
  new GraphWidget({
    title: 'Cost by the day, USD',
    width: HALF,
    left: [counted(watched, 'CostUsd', Stats.SUM, Duration.days(1))],
  });

/** What goes on with less than it should have. */
const degradedOf = (watched: Watched): IWidget =>
  new GraphWidget({
    title:
      'Breakers opened, rules not those of the table, found by reconciliation only, reports and vectors not written',
    width: HALF,
    left: (['BreakersOpened', 'RulesFallbacks', 'Reconciled', 'LeftUnwritten'] as const).map((name) =>
      counted(watched, name),
    ),
  });

/** How fast what may go wrong of each promise is used up: somebody is told at 1. */
const promisesOf = (watched: Watched): IWidget =>
  new GraphWidget({
    title: 'Promises: how fast what may go wrong is used up (told at 1)',
    width: COLUMNS,
    left: [
      counted(watched, 'BurnFast', Stats.MAXIMUM),
      counted(watched, 'BurnSlow', Stats.MAXIMUM),
      ...(['fast', 'slow'] as const).map((burn) => apiBurn(watched, burn)),
    ],
    leftYAxis: { min: 0 },
    leftAnnotations: [{ value: 1 }],
  });

const callsOf = (watched: Watched, stage: Stage): IWidget =>
  new GraphWidget({
    title: `${stage}: calls and success rate`,
    width: HALF,
    left: [succeeded(watched, stage, Stats.SAMPLE_COUNT).with({ label: 'calls' })],
    right: [successRate(watched, stage)],
    rightYAxis: { min: 0, max: 1 },
  });

const durationOf = (watched: Watched, stage: Stage): IWidget =>
  new GraphWidget({
    title: `${stage}: duration`,
    width: HALF,
    left: PERCENTILES.map((percentile) => duration(watched, stage, percentile)),
    leftYAxis: { label: 'ms', min: 0 },
  });

/** How the API answers: what it was asked, how long that took, and what it refused or failed at. */
const apiRow = (watched: Watched): IWidget[] => {
  const each = (statistic: string) => ANSWERS.map((kind) => answers(watched, kind, 'AnswerTime', statistic));
  const refused = (['4xx', '5xx'] as const).map((status) => watched.api.answers(status));
  const width = shared(API_WIDGETS);
  return [
    new GraphWidget({ title: 'API: questions asked', width, left: each(Stats.SAMPLE_COUNT) }),
    new GraphWidget({
      title: 'API: duration, p95',
      width,
      left: each('p95'),
      leftYAxis: { label: 'ms', min: 0 },
    }),
    new GraphWidget({
      title: 'API: refused (4xx), failed (5xx)',
      width,
      left: refused,
    }),
  ];
};

const API_WIDGETS = 3;

/** The way of the data on one page: what there is, the machines, one row a stage in the order of the flow, and the cost. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    const dashboard = new CloudWatchDashboard(this, 'Dashboard', { dashboardName: watched.service });
    dashboard.addWidgets(...businessRow(watched));
    dashboard.addWidgets(promisesOf(watched));
    dashboard.addWidgets(...machinesRow(watched));
    for (const stage of STAGES) dashboard.addWidgets(callsOf(watched, stage), durationOf(watched, stage));
    dashboard.addWidgets(...apiRow(watched));
    dashboard.addWidgets(moneyOf(watched), degradedOf(watched));
  }
}
