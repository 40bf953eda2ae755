import type { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Environment } from '../environment.ts';
import type { ObjectStore, Ports } from '../ports.ts';
import { remembered } from '../remembered.ts';
import type { TableHandle } from '../table/batches.ts';
import { handleOf } from '../table/connect.ts';
import { s3WhenNeeded } from './when-needed.ts';

/** A role that was assumed may assume others for an hour at most. */
const SECONDS = 3_600;
/** What is signed by a session ends with it: none is used that has less left than an address is to live. */
const KEPT_MS = 20 * 60 * 1_000;
const MOST_DEALERS = 200;

interface Identity {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
}

type Credentials = () => Promise<Identity>;

/** Credentials of a role; asked for again before they are over, and by all clients together. */
const assumed = (role: string, tags: Readonly<Record<string, string>>, sts: STSClient): Credentials => {
  const asked = new AssumeRoleCommand({
    ...{ RoleArn: role, RoleSessionName: 'api', DurationSeconds: SECONDS },
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  const ask = async (): Promise<Identity> => {
    const { Credentials: given } = await sts.send(asked);
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken || !given.Expiration)
      throw new Error(`STS gave no credentials of ${role}`);
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = given;
    const expiration = new Date(given.Expiration.getTime() - KEPT_MS);
    return { accessKeyId, secretAccessKey, sessionToken, expiration };
  };
  let kept: Promise<Identity> | undefined;
  return async () => {
    const { expiration } = (await kept?.catch(() => null)) ?? {};
    if (!expiration || expiration <= new Date()) kept = ask();
    return kept as Promise<Identity>;
  };
};

/** An object that is not there, to who may not list the whole bucket, is one that it may not see. */
const isHidden = (error: unknown): boolean =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 403;

/** Whether an object is among those below its own name: it is the first of them. */
const isListed = async (store: ObjectStore, key: string, version: string | undefined): Promise<boolean> => {
  for await (const found of version === undefined ? store.list(key) : store.versions(key)) {
    if (found.key !== key) return false;
    if (version === undefined || found.version === version) return true;
  }
  return false;
};

/**
 * A bucket in which what is denied is told from what is not there, by a list of the name alone. Throws where an object is
 * there and may not be seen, and where not even its name may be listed.
 */
export const tellingAbsence = (store: ObjectStore): ObjectStore => ({
  ...store,
  head: (key, version) =>
    store.head(key, version).catch(async (error) => {
      if (!isHidden(error) || (await isListed(store, key, version))) throw error;
      return null;
    }),
});

/** Pictures, whose names nobody is told: what is denied is as good as not there. */
export const takingAbsence = (store: ObjectStore): ObjectStore => ({
  ...store,
  head: (key, version) =>
    store.head(key, version).catch((error) => {
      if (isHidden(error)) return null;
      throw error;
    }),
});

/** What is one dealer's alone, reached by credentials that open nothing else. */
export interface DealerSession {
  tables: Record<'table' | 'audit', TableHandle>;
  stores: Pick<Ports, 'inbox' | 'artefacts' | 'assets'>;
  client(): Promise<S3Client>;
}

const open = (credentials: Credentials, environment: Environment): DealerSession => {
  // Checksums of bodies that others send are theirs to make.
  const s3 = s3WhenNeeded({ credentials, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const table = handleOf(environment.FEEDWRIGHT_TABLE, { credentials });
  return {
    client: s3.client,
    tables: { table, audit: { ...table, name: environment.FEEDWRIGHT_AUDIT } },
    stores: {
      inbox: tellingAbsence(s3.store(environment.FEEDWRIGHT_INBOX)),
      artefacts: tellingAbsence(s3.store(environment.FEEDWRIGHT_ARTEFACTS)),
      assets: takingAbsence(s3.store(environment.FEEDWRIGHT_ASSETS)),
    },
  };
};

/**
 * The sessions of the function that answers dealers and itself may do nothing: the table for who finds out who asks, and
 * for a dealer all that is its own. IAM holds each to the dealer of its tag.
 */
export const sessionsOf = (
  roles: Record<'caller' | 'dealer', string>,
  environment: Environment,
  sts = new STSClient({}),
) => {
  const opened = remembered<DealerSession>('dealer-sessions', MOST_DEALERS);
  return {
    callers: (): TableHandle =>
      handleOf(environment.FEEDWRIGHT_TABLE, { credentials: assumed(roles.caller, {}, sts) }),
    dealer: (dealer: string): DealerSession => {
      const session = opened.get(dealer) ?? open(assumed(roles.dealer, { dealer }, sts), environment);
      opened.set(dealer, session);
      return session;
    },
  };
};
