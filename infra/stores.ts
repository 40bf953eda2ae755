import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  type GlobalSecondaryIndexProps,
  StreamViewType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  HttpMethods,
  type IBucket,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { OBJECTS_KEPT } from '#reference/retention.ts';
import { AUDIT_TABLE_DEFINITION, TABLE_DEFINITION, TTL_ATTRIBUTE } from '#shared/table/definition.ts';
import type { Settings } from './settings.ts';

/** An upload that was broken off leaves parts that nobody sees and everybody pays for. */
const ABANDONED_UPLOADS: LifecycleRule = { abortIncompleteMultipartUploadAfter: Duration.days(1) };

const forgetAfter = (prefix: string, days: number): LifecycleRule => ({
  prefix,
  expiration: Duration.days(days),
});

/** The rules by which a store's bucket forgets what is kept long enough. */
export const forgettingIn = (
  bucket: (typeof OBJECTS_KEPT)[number]['store'],
  { retention }: Pick<Settings, 'retention'>,
): LifecycleRule[] =>
  OBJECTS_KEPT.filter(({ store }) => store === bucket).map(({ prefix, days, replaced }) =>
    replaced
      ? { noncurrentVersionExpiration: Duration.days(retention[days]) }
      : forgetAfter(prefix, retention[days]),
  );

/** Where documents, artefacts, pictures and records live. */
export class Stores extends Construct {
  /** What dealers drop; each version is kept, each new object is an event. */
  readonly inbox: Bucket;
  /** `runs/…` and `feeds/…`. */
  readonly artefacts: Bucket;
  /** Pictures of live ads, under content-hash names: kept for good; and below `uploads/` those that are being put. */
  readonly assets: Bucket;
  readonly table: Table;
  /** Who did what: put and query only. */
  readonly audit: Table;
  /** Who read what. */
  readonly accessLogs: IBucket;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.accessLogs = this.createAccessLogs(settings);
    const bucket = this.bucketsOf(settings);
    this.inbox = bucket('Inbox', {
      versioned: true,
      lifecycleRules: forgettingIn('inbox', settings),
    });
    announceObjects(this.inbox);
    this.artefacts = bucket('Artefacts', {
      lifecycleRules: forgettingIn('artefacts', settings),
    });
    this.assets = bucket('Assets', { lifecycleRules: forgettingIn('assets', settings) });
    this.table = this.createTable('Table', settings, {
      ...keysOf(TABLE_DEFINITION.KeySchema),
      timeToLiveAttribute: TTL_ATTRIBUTE,
      // Where something was written, and nothing of what: who hears of it reads the record.
      stream: StreamViewType.KEYS_ONLY,
    });
    for (const index of indexesOf()) this.table.addGlobalSecondaryIndex(index);
    this.audit = this.createTable('Audit', settings, keysOf(AUDIT_TABLE_DEFINITION.KeySchema));
  }

  /**
   * Lets pages put files by signed addresses, which are good for whoever has one: pages of this host where it has a
   * domain. CloudFront's own name for it is known too late, since its pages are told where the inbox is.
   */
  takeUploadsFrom(domain: string | undefined): void {
    for (const bucket of [this.inbox, this.assets])
      bucket.addCorsRule({
        allowedMethods: [HttpMethods.PUT],
        allowedOrigins: [domain === undefined ? '*' : `https://${domain}`],
        allowedHeaders: ['content-type'],
        maxAge: 3_600,
      });
  }

  private bucketsOf(settings: Settings) {
    const serverAccessLogsBucket = this.accessLogs;
    return (id: string, { lifecycleRules = [], ...props }: BucketProps) =>
      new Bucket(this, id, {
        ...closedBucket(settings),
        ...props,
        lifecycleRules: [ABANDONED_UPLOADS, ...lifecycleRules],
        serverAccessLogsBucket,
        serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      });
  }

  private createAccessLogs(settings: Settings): IBucket {
    const logs = new Bucket(this, 'AccessLogs', {
      ...closedBucket(settings),
      lifecycleRules: [forgetAfter('', settings.retention.accessLogsDays)],
    });
    return logs as IBucket;
  }

  private createTable(id: string, { deletionProtection }: Settings, own: TableProps): Table {
    return new Table(this, id, {
      ...own,
      billingMode: BillingMode.PAY_PER_REQUEST,
      // Dealers' contacts and people's names are personal data: encrypted by a KMS key.
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection,
      removalPolicy: removalPolicy(deletionProtection),
    });
  }
}

const removalPolicy = (deletionProtection: boolean) =>
  deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

const closedBucket = ({ deletionProtection }: Settings): BucketProps => ({
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  removalPolicy: removalPolicy(deletionProtection),
});

/** `eventBridgeEnabled` of the bucket would do the same through a Python function of its own. */
const announceObjects = (bucket: Bucket): void => {
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
};

const attributeOf = ({ AttributeName: name }: { AttributeName: string }) => ({
  name,
  type: AttributeType.STRING,
});

const keysOf = ([partition, sort]: { AttributeName: string }[]) => {
  if (!partition || !sort) throw new Error('The table and its indexes have a partition and a sort key');
  return { partitionKey: attributeOf(partition), sortKey: attributeOf(sort) };
};

const indexesOf = (): GlobalSecondaryIndexProps[] =>
  TABLE_DEFINITION.GlobalSecondaryIndexes.map(({ IndexName, KeySchema }) => ({
    indexName: IndexName,
    ...keysOf(KeySchema),
  }));
