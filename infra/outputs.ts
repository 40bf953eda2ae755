import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { machineArn } from './bindings.ts';
import type { Settings } from './settings.ts';
import type { OUTPUTS } from './stack-outputs.ts';
import type { Stores } from './stores.ts';

/** Puts the outputs into the stack of the scope; `prefix` begins its machines' names. */
export const addOutputs = (scope: Construct, stores: Stores, prefix: string, { parts }: Settings): void => {
  const values: Record<keyof typeof OUTPUTS, string> = {
    InboxBucket: stores.inbox.bucketName,
    ArtefactsBucket: stores.artefacts.bucketName,
    AssetsBucket: stores.assets.bucketName,
    RecordsTable: stores.table.tableName,
    AuditTable: stores.audit.tableName,
    MachinePrefix: machineArn(scope, prefix, ''),
    Parts: JSON.stringify(parts),
  };
  for (const [name, value] of Object.entries(values)) new CfnOutput(scope, name, { value });
};
