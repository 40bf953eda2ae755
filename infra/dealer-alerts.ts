import { type EventBus, EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { FilterOrPolicy, SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Outcome } from '#contracts/delivered.ts';
import type { Settings } from './settings.ts';

/**
 * What a dealer itself can do something about: its password, its web host. What is queued heals by itself, but may not
 * do so before its window opens: of that it hears while it is still ahead.
 */
const FOR_DEALERS: Outcome[] = ['halted', 'failed'];

const WHAT_TO_DO =
  'Have a look at the FTP account and the web host of your feed; the one who runs Feedwright has been told too.';

interface DealerAlertsProps {
  bus: EventBus;
  dealers: Settings['alarms']['dealers'];
  undelivered: IQueue;
}

/** Tells dealers by e-mail of deliveries that need them and of what waits before a window, each of its own alone (C15, S2-37). */
export class DealerAlerts extends Construct {
  constructor(scope: Construct, id: string, { bus, dealers, undelivered }: DealerAlertsProps) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { enforceSSL: true, displayName: 'Feedwright' });
    for (const [dealerId, addresses] of Object.entries(dealers))
      for (const address of addresses) topic.addSubscription(ofDealer(dealerId, address));
    const mailing = (message: RuleTargetInput) => ({
      eventBus: bus,
      // A statement of the topic's policy would let in the rules of any account.
      targets: [new SnsTopic(topic, { message, deadLetterQueue: undelivered, authorizeUsingRole: true })],
    });
    new Rule(this, 'ForDealers', {
      description: 'A delivery needs its dealer',
      ...mailing(trouble()),
      eventPattern: {
        source: ['feedwright'],
        detailType: ['DeliveryEnded'],
        detail: { $or: [{ outcome: FOR_DEALERS }, { windowAtRisk: [true] }] },
      },
    });
    new Rule(this, 'Ahead', {
      description: 'A window opens within two hours, and something waits',
      ...mailing(ahead()),
      eventPattern: { source: ['feedwright'], detailType: ['WindowAhead'] },
    });
  }
}

const ofDealer = (dealerId: string, address: string) =>
  new EmailSubscription(address, {
    filterPolicyWithMessageBody: {
      dealerId: FilterOrPolicy.filter(SubscriptionFilter.stringFilter({ allowlist: [dealerId] })),
    },
  });

const trouble = () =>
  RuleTargetInput.fromObject({
    dealerId: EventField.fromPath('$.detail.dealerId'),
    outcome: EventField.fromPath('$.detail.outcome'),
    reason: EventField.fromPath('$.detail.reason'),
    window: EventField.fromPath('$.detail.window'),
    whatToDo: WHAT_TO_DO,
  });

const ahead = () =>
  RuleTargetInput.fromObject({
    dealerId: EventField.fromPath('$.detail.dealerId'),
    window: EventField.fromPath('$.detail.window'),
    text: EventField.fromPath('$.detail.text'),
  });
