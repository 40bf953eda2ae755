import {
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IWidget,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { STAGES, type Stage } from '#functions/stages.ts';
import { MACHINES } from './functions.ts';
import { executions, stageMetric, successRate, type Watched } from './metrics.ts';

/** The dashboard is 24 columns wide. */
const HALF = 12;

const PERCENTILES = ['p50', 'p95', 'p99'];

const machinesRow = (watched: Watched): IWidget[] =>
  MACHINES.map(
    (machine) =>
      new GraphWidget({
        title: machine,
        width: 24 / MACHINES.length,
        left: [
          executions(watched, machine, 'ExecutionsSucceeded'),
          executions(watched, machine, 'ExecutionsFailed'),
        ],
      }),
  );

const callsOf = (watched: Watched, stage: Stage): IWidget =>
  new GraphWidget({
    title: `${stage}: calls and success rate`,
    width: HALF,
    left: [stageMetric(watched, stage, 'Succeeded', Stats.SAMPLE_COUNT).with({ label: 'calls' })],
    right: [successRate(watched, stage)],
    rightYAxis: { min: 0, max: 1 },
  });

const durationOf = (watched: Watched, stage: Stage): IWidget =>
  new GraphWidget({
    title: `${stage}: duration`,
    width: HALF,
    left: PERCENTILES.map((percentile) => stageMetric(watched, stage, 'Duration', percentile)),
    leftYAxis: { label: 'ms', min: 0 },
  });

/** The way of the data on one page: the machines, then one row a stage, in the order of the flow. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    const dashboard = new CloudWatchDashboard(this, 'Dashboard', { dashboardName: watched.service });
    dashboard.addWidgets(...machinesRow(watched));
    for (const stage of STAGES) dashboard.addWidgets(callsOf(watched, stage), durationOf(watched, stage));
  }
}
