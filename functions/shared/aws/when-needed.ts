import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import type { Machines, ObjectStore } from '../ports.ts';
import type { S3Stores } from './s3-object-store.ts';

/**
 * Clients that are loaded when they are first used: those of S3 and of Step Functions are a quarter of what a start
 * reads, and many calls need neither.
 */
const kept = <Loaded>(load: () => Promise<Loaded>): (() => Promise<Loaded>) => {
  let loaded: Promise<Loaded> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
};

/** A store that is opened at its first use. */
const storeOf = (open: () => Promise<ObjectStore>): ObjectStore => ({
  head: async (...asked) => (await open()).head(...asked),
  read: async (...asked) => (await open()).read(...asked),
  readStream: async (...asked) => (await open()).readStream(...asked),
  write: async (...asked) => (await open()).write(...asked),
  writeFile: async (...asked) => (await open()).writeFile(...asked),
  keep: async (...asked) => (await open()).keep(...asked),
  remove: async (...asked) => (await open()).remove(...asked),
  list: async function* (prefix) {
    yield* (await open()).list(prefix);
  },
  versions: async function* (prefix) {
    yield* (await open()).versions(prefix);
  },
});

/** S3 as who it is asked for, or else as the process itself. */
export interface S3WhenNeeded {
  client(): Promise<S3Client>;
  store(bucket: string): ObjectStore;
}

export const s3WhenNeeded = (configuration: S3ClientConfig): S3WhenNeeded => {
  const opened = kept<S3Stores>(async () => (await import('./s3-object-store.ts')).openS3(configuration));
  return {
    client: async () => (await opened()).client,
    store: (bucket) => storeOf(kept(async () => (await opened()).store(bucket))),
  };
};

/** State machines by ARN prefix. */
export const machinesWhenNeeded = (arnPrefix: string): Machines => {
  const machines = kept(async () => (await import('./machines.ts')).stepFunctions(arnPrefix));
  return {
    start: async (...asked) => (await machines()).start(...asked),
    status: async (...asked) => (await machines()).status(...asked),
  };
};
