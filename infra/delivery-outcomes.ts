import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type EventBus, type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Outcome } from '#contracts/delivered.ts';
import type { Code } from '#messages/reason.ts';
import { eventLog, intoLog } from './event-log.ts';
import { FIVE_MINUTES } from './metrics.ts';
import type { Settings } from './settings.ts';

interface Ending {
  outcome: readonly Outcome[];
  category?: unknown[];
}

/** The URL answered well, with other bytes than ours: see `deliver/verify.ts`. */
const OTHER_BYTES: Code = 'url-other-bytes';

/** The endings of a delivery that a person should hear of, by what there is to do about them. */
export const TROUBLED_DELIVERIES = {
  'delivery-failed': { outcome: ['failed'], category: [{ 'anything-but': [OTHER_BYTES] }] },
  'foreign-bytes': { outcome: ['failed'], category: [OTHER_BYTES] },
  'delivery-late': { outcome: ['queued', 'servedStale'] },
  'dealer-halted': { outcome: ['halted'] },
} as const satisfies Record<string, Ending>;
export type TroubledDelivery = keyof typeof TROUBLED_DELIVERIES;

/** The looks back at the windows that have opened: those that found a miss, and all of them. */
const WINDOW_CHECKS = {
  'window-missed': { missed: [{ numeric: ['>', 0] }] },
  'window-checks-silent': { version: [1] },
};
type WindowChecks = keyof typeof WINDOW_CHECKS;

/** What the marketplace made of a load that a person should hear of: any of these codes among the alarms of its event. */
const TROUBLED_LOADS = {
  'load-failed': ['load-file-missing', 'load-failed', 'copy-differs'],
  'load-missed': ['load-missed', 'load-late'],
  'ads-fewer': ['fewer-active'],
  'ads-refused': ['ads-refused', 'ads-unseen', 'number-shared', 'number-changed'],
  'verdict-unread': ['avito-refuses', 'avito-account-differs', 'avito-silent', 'load-replaced'],
} as const satisfies Record<string, readonly Code[]>;
export type TroubledLoad = keyof typeof TROUBLED_LOADS;

/** What each kind of event is told by. */
const PATTERNS: Record<TroubledDelivery | WindowChecks | TroubledLoad, EventPattern> = {
  ...mapped(TROUBLED_DELIVERIES, (detail) => pattern('DeliveryEnded', detail)),
  ...mapped(WINDOW_CHECKS, (detail) => pattern('WindowsChecked', detail)),
  ...mapped(TROUBLED_LOADS, (codes) => pattern('UploadJudged', { alarms: [...codes] })),
};
const KINDS = Object.keys(PATTERNS) as (keyof typeof PATTERNS)[];

function pattern(detailType: string, detail: object): EventPattern {
  return { source: ['feedwright'], detailType: [detailType], detail: { ...detail } };
}

function mapped<Key extends string, From, To>(from: Record<Key, From>, to: (value: From) => To) {
  const entries = Object.entries<From>(from).map(([key, value]) => [key, to(value)]);
  return Object.fromEntries(entries) as Record<Key, To>;
}

interface DeliveryOutcomesProps {
  service: string;
  bus: EventBus;
  settings: Settings;
}

/**
 * Counts the troubled endings, missed windows and troubled loads that the machines of delivery and verdicts announce, and
 * logs each: the machines themselves succeed whatever becomes of one dealer.
 */
export class DeliveryOutcomes extends Construct {
  private readonly props: DeliveryOutcomesProps;

  constructor(scope: Construct, id: string, props: DeliveryOutcomesProps) {
    super(scope, id);
    this.props = props;
    const { service, settings } = props;
    const log = eventLog(this, `/aws/events/${service}-deliveries`, settings.retention.logsDays);
    for (const kind of KINDS) this.createRule(kind, log);
  }

  /** How many events of this kind there were. */
  metric(kind: keyof typeof PATTERNS): Metric {
    return new Metric({
      namespace: 'AWS/Events',
      metricName: 'MatchedEvents',
      dimensionsMap: { EventBusName: this.props.bus.eventBusName, RuleName: this.ruleName(kind) },
      statistic: Stats.SUM,
      period: FIVE_MINUTES,
    });
  }

  private ruleName(kind: keyof typeof PATTERNS): string {
    return `${this.props.service}-${kind}`;
  }

  private createRule(kind: keyof typeof PATTERNS, log: LogGroup): void {
    new Rule(this, kind, {
      ruleName: this.ruleName(kind),
      eventBus: this.props.bus,
      eventPattern: PATTERNS[kind],
      targets: [intoLog(log)],
    });
  }
}
