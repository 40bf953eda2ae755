import type { Environment } from '#shared/environment.ts';

/** What a stack says of itself: by this a program outside it finds what its own functions are told. */
export const OUTPUTS = {
  InboxBucket: 'FEEDWRIGHT_INBOX',
  ArtefactsBucket: 'FEEDWRIGHT_ARTEFACTS',
  AssetsBucket: 'FEEDWRIGHT_ASSETS',
  RecordsTable: 'FEEDWRIGHT_TABLE',
  AuditTable: 'FEEDWRIGHT_AUDIT',
  MachinePrefix: 'FEEDWRIGHT_MACHINES',
  Parts: 'FEEDWRIGHT_PARTS',
  Plan: 'FEEDWRIGHT_PLAN',
} as const satisfies Record<string, keyof Environment>;
