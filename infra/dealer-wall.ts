import {
  ArnPrincipal,
  type IPrincipal,
  PolicyStatement,
  Role,
  SessionTagsPrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acceptWildcard } from './findings.ts';
import type { StageFunction } from './stage-function.ts';
import type { Stores } from './stores.ts';

/** The dealer that a session was opened for; without it no statement that names it allows anything. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM's
const DEALER = '${aws:PrincipalTag/dealer}';

const READS = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];

/** Where objects of a dealer lie in each bucket; nothing is read elsewhere: see `api/walls.ts`. */
const PLACES = {
  inbox: [`inbox/${DEALER}/*`],
  artefacts: ['runs', 'feeds', 'reports'].map((place) => `${place}/${DEALER}/*`),
  // Under the hashes of their contents: who knows one has seen it.
  assets: ['pictures/*'],
} as const;

const OWN_OBJECTS = 'Of one dealer alone, whom the session’s tag names.';

/** On partitions of these keys alone. A call that names no partition, such as a scan, would hold for all of none. */
const onPartitions = (...keys: string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

/**
 * What the function that answers dealers may become, since by itself it may do nothing: who finds out who asks, and one
 * dealer. IAM holds the second to the partitions and objects of the dealer in the session's tag; it knows no sort keys,
 * so what is to be allowed alone lies in a partition of its own (`shared/table/repositories.ts`).
 */
export class DealerWall extends Construct {
  /** Looks up members, seats and tokens one by one, and counts requests. */
  readonly caller: Role;
  /** Reads what is one dealer's or all dealers', and writes down commands, files and what searches have used. */
  readonly dealer: Role;

  constructor(scope: Construct, id: string, stores: Stores, becoming: StageFunction) {
    super(scope, id);
    const principal = new ArnPrincipal(becoming.role.roleArn);
    this.caller = new Role(this, 'Caller', { assumedBy: principal });
    this.dealer = new Role(this, 'Dealer', { assumedBy: this.tagged(principal) });
    this.admitCallers(stores);
    this.admitDealer(stores);
    becoming.allow(
      [
        new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [this.caller.roleArn] }),
        new PolicyStatement({
          actions: ['sts:AssumeRole', 'sts:TagSession'],
          resources: [this.dealer.roleArn],
        }),
      ],
      {},
    );
  }

  /** Only with the name of a dealer, and with nothing else. */
  private tagged(principal: IPrincipal): IPrincipal {
    return new SessionTagsPrincipal(principal).withConditions({
      StringLike: { 'aws:RequestTag/dealer': '?*' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['dealer'] },
    });
  }

  private admitCallers({ table }: Stores): void {
    const read = onPartitions('SHARED#MEMBERS', 'D#*#SEATS', 'D#*#TOKENS');
    const counting = onPartitions('SHARED#ALLOWANCE#*', 'D#*#ALLOWANCE');
    const resources = [table.tableArn];
    for (const statement of [
      new PolicyStatement({ actions: ['dynamodb:GetItem'], resources, conditions: read }),
      new PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
        ...{ resources, conditions: counting },
      }),
    ])
      this.caller.addToPolicy(statement);
  }

  private admitDealer(stores: Stores): void {
    const { table, audit } = stores;
    for (const statement of [
      new PolicyStatement({
        ...{ actions: READS, resources: [table.tableArn] },
        conditions: onPartitions(`D#${DEALER}`, `D#${DEALER}#*`, 'SHARED'),
      }),
      // The other index spans dealers.
      new PolicyStatement({
        ...{ actions: ['dynamodb:Query'], resources: [`${table.tableArn}/index/GSI1`] },
        conditions: onPartitions(`D#${DEALER}#*`),
      }),
      new PolicyStatement({
        ...{ actions: ['dynamodb:PutItem'], resources: [table.tableArn] },
        conditions: onPartitions(`D#${DEALER}#COMMANDS`, `D#${DEALER}#TICKETS`, `D#${DEALER}#USED`),
      }),
      new PolicyStatement({
        ...{ actions: ['dynamodb:Query'], resources: [audit.tableArn] },
        conditions: onPartitions(`D#${DEALER}#*`),
      }),
    ])
      this.dealer.addToPolicy(statement);
    for (const [name, places] of Object.entries(PLACES))
      this.admitObjects(stores[name as keyof typeof PLACES], places);
    this.allowOnObjects(['s3:PutObject'], stores.inbox, PLACES.inbox);
    this.allowOnObjects(['s3:PutObject'], stores.assets, [`uploads/${DEALER}/*`]);
  }

  private admitObjects(bucket: Bucket, places: readonly string[]): void {
    this.allowOnObjects(['s3:GetObject', 's3:GetObjectVersion'], bucket, places);
    const own = places.filter((place) => place.includes(DEALER));
    // What is not there is told from what is denied by a list of its name: see `shared/aws/dealer-sessions.ts`.
    if (own.length > 0)
      this.dealer.addToPolicy(
        new PolicyStatement({
          ...{ actions: ['s3:ListBucketVersions'], resources: [bucket.bucketArn] },
          conditions: { StringLike: { 's3:prefix': own } },
        }),
      );
  }

  private allowOnObjects(actions: string[], bucket: Bucket, places: readonly string[]): void {
    const resources = places.map((place) => bucket.arnForObjects(place));
    this.dealer.addToPolicy(new PolicyStatement({ actions, resources }));
    for (const resource of resources) acceptWildcard(this.dealer, resource, OWN_OBJECTS);
  }
}
