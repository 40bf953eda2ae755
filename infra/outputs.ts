import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Environment } from '#shared/environment.ts';
import { machineArn } from './bindings.ts';
import type { Stores } from './stores.ts';

/** What a stack says of itself: by this a program outside it finds what its own functions are told. */
export const OUTPUTS = {
  InboxBucket: 'FEEDWRIGHT_INBOX',
  ArtefactsBucket: 'FEEDWRIGHT_ARTEFACTS',
  AssetsBucket: 'FEEDWRIGHT_ASSETS',
  RecordsTable: 'FEEDWRIGHT_TABLE',
  AuditTable: 'FEEDWRIGHT_AUDIT',
  MachinePrefix: 'FEEDWRIGHT_MACHINES',
} as const satisfies Record<string, keyof Environment>;

/** Puts them into the stack of the scope; `prefix` begins its machines' names. */
export const addOutputs = (scope: Construct, stores: Stores, prefix: string): void => {
  const values: Record<keyof typeof OUTPUTS, string> = {
    InboxBucket: stores.inbox.bucketName,
    ArtefactsBucket: stores.artefacts.bucketName,
    AssetsBucket: stores.assets.bucketName,
    RecordsTable: stores.table.tableName,
    AuditTable: stores.audit.tableName,
    MachinePrefix: machineArn(scope, prefix, ''),
  };
  for (const [name, value] of Object.entries(values)) new CfnOutput(scope, name, { value });
};
