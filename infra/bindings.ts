import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import type { Environment } from '#shared/environment.ts';
import type { Access, MachineName, StoreName } from './functions.ts';
import type { Stores } from './stores.ts';

/** A resource as a function gets it: the variable that names it, and what the function may do with it. */
export interface Binding {
  variable: keyof Environment;
  value: string;
  statements: PolicyStatement[];
  /** Why a statement names resources by a pattern: pattern → reason. */
  wildcards: Record<string, string>;
}

const ACTIONS = {
  read: {
    objects: ['s3:GetObject', 's3:GetObjectVersion'],
    records: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
    events: ['dynamodb:Query'],
  },
  write: {
    objects: ['s3:PutObject'],
    records: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
    // An audit trail that can be changed proves nothing.
    events: ['dynamodb:PutItem'],
  },
} as const;

const KINDS: Record<Access, (keyof typeof ACTIONS)[]> = {
  read: ['read'],
  write: ['write'],
  readWrite: ['read', 'write'],
};

const actionsOf = (access: Access | undefined, on: 'objects' | 'records' | 'events'): string[] =>
  access ? KINDS[access].flatMap((kind) => ACTIONS[kind][on]) : [];

const allow = (actions: string[], ...resources: string[]): PolicyStatement[] =>
  actions.length > 0 ? [new PolicyStatement({ actions, resources })] : [];

/** Without the right to list, S3 answers 403 for an object that is not there, and absence looks like an error. */
const listing = (bucket: Bucket, access: Access | undefined): PolicyStatement[] =>
  access && access !== 'write' ? allow(['s3:ListBucket', 's3:ListBucketVersions'], bucket.bucketArn) : [];

const bindBucket = (variable: Binding['variable'], bucket: Bucket, access: Access | undefined): Binding => {
  const objects = bucket.arnForObjects('*');
  return {
    variable,
    value: bucket.bucketName,
    statements: [...allow(actionsOf(access, 'objects'), objects), ...listing(bucket, access)],
    wildcards: access ? { [objects]: 'The objects of this one bucket; their names come with the data.' } : {},
  };
};

const bindTable = (table: Table, access: Access | undefined): Binding => {
  const indexes = `${table.tableArn}/index/*`;
  return {
    variable: 'FEEDWRIGHT_TABLE',
    value: table.tableName,
    statements: allow(actionsOf(access, 'records'), table.tableArn, indexes),
    wildcards: access ? { [indexes]: 'The indexes of this one table, which the same records fill.' } : {},
  };
};

const bindAudit = (audit: Table, access: Access | undefined): Binding => ({
  variable: 'FEEDWRIGHT_AUDIT',
  value: audit.tableName,
  statements: allow(actionsOf(access, 'events'), audit.tableArn),
  wildcards: {},
});

/** Lets somebody put files into one folder of a bucket, and nowhere else. */
export const allowDropping = (bucket: Bucket, folder: string): Pick<Binding, 'statements' | 'wildcards'> => {
  const objects = bucket.arnForObjects(`${folder}*`);
  return {
    statements: allow(['s3:PutObject'], objects),
    wildcards: { [objects]: 'The files of this one folder.' },
  };
};

const REMOVED =
  'The objects of one bucket: those of whichever dealer leaves are removed, with all their versions.';

/** Lets a function remove objects for good, which nothing else may. */
export const allowRemoving = (buckets: readonly Bucket[]): Pick<Binding, 'statements' | 'wildcards'> => {
  const objects = buckets.map((bucket) => bucket.arnForObjects('*'));
  return {
    statements: [
      ...allow(['s3:DeleteObject', 's3:DeleteObjectVersion'], ...objects),
      ...allow(['s3:ListBucketVersions'], ...buckets.map(({ bucketArn }) => bucketArn)),
    ],
    wildcards: Object.fromEntries(objects.map((pattern) => [pattern, REMOVED])),
  };
};

/** A store as a function with this access gets it; without access it learns the name only. */
export const bindStore = (stores: Stores, name: StoreName, access: Access | undefined): Binding => {
  if (name === 'table') return bindTable(stores.table, access);
  if (name === 'audit') return bindAudit(stores.audit, access);
  const variables = {
    inbox: 'FEEDWRIGHT_INBOX',
    artefacts: 'FEEDWRIGHT_ARTEFACTS',
    assets: 'FEEDWRIGHT_ASSETS',
  } as const;
  return bindBucket(variables[name], stores[name], access);
};

/** A machine's ARN, or with an empty name the prefix of all: known before the machines exist. */
export const machineArn = (scope: IConstruct, prefix: string, machine: MachineName | ''): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: `${prefix}${machine}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** What a function may do with which machines. */
export interface MachineRights {
  starts: readonly MachineName[];
  /** Asks how executions stand. */
  describes: readonly MachineName[];
}

/** The executions of a machine, whatever their names. */
const executionsArn = (scope: IConstruct, prefix: string, machine: MachineName): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${prefix}${machine}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** The state machines as a function with these rights gets them. */
export const bindMachines = (
  scope: IConstruct,
  prefix: string,
  { starts, describes }: MachineRights,
): Binding => {
  const executions = describes.map((name) => executionsArn(scope, prefix, name));
  return {
    variable: 'FEEDWRIGHT_MACHINES',
    value: machineArn(scope, prefix, ''),
    statements: [
      ...starts.flatMap((name) => allow(['states:StartExecution'], machineArn(scope, prefix, name))),
      ...executions.flatMap((arn) => allow(['states:DescribeExecution'], arn)),
    ],
    wildcards: Object.fromEntries(
      executions.map((arn) => [arn, 'The executions of one machine: their names are made when they start.']),
    ),
  };
};
