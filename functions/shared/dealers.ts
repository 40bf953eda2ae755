import * as z from 'zod';
import { Dealer } from '#contracts/dealer.ts';
import { keptUntil } from '#reference/retention.ts';
import { dealerFaults, type FeedTarget, sharedTargets, withEncodedPictures } from './dealer-faults.ts';
import { ConfigurationError } from './errors.ts';
import { sha256 } from './hash.ts';
import { channelsOf, dealerIn } from './in-channel.ts';
import type { Ports } from './ports.ts';
import type { DealerRecord } from './table/repositories.ts';

type DealerPorts = Pick<Ports, 'table'>;

const bare = (schema: unknown): unknown =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? bare(schema.unwrap()) : schema;

/** The part of a schema that a path leads to. */
const partAt = (schema: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((part: unknown, step) => {
    const whole = bare(part);
    if (whole instanceof z.ZodObject) return whole.shape[String(step)];
    return whole instanceof z.ZodRecord ? whole.valueType : undefined;
  }, schema);

const fieldsAt = (path: readonly PropertyKey[]): string => {
  const part = bare(partAt(Dealer, path));
  return part instanceof z.ZodObject ? Object.keys(part.shape).join(', ') : '';
};

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((part: unknown, step) => (part as Record<PropertyKey, unknown> | undefined)?.[step], value);

const nameOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || 'the file';

/** What zod says of a wrong kind, as what to write: "write an object". */
const expectation = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_value') return `write one of ${issue.values.map(String).join(', ')}`;
  if (issue.code !== 'invalid_type' || !issue.message.startsWith('Invalid input')) return issue.message;
  const fields = issue.expected === 'object' ? fieldsAt(issue.path) : '';
  return `write a value of the kind ${issue.expected}${fields && ` with ${fields}`}`;
};

const faultOf = (issue: z.core.$ZodIssue, value: unknown): string[] => {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) => `${nameOf([...issue.path, key])} is unknown: use one of ${fieldsAt(issue.path)}`,
    );
  if (issue.code === 'invalid_key')
    return issue.issues.map(({ message }) => `${nameOf(issue.path)} is wrong: ${message}`);
  const state = valueAt(value, issue.path) === undefined ? 'is missing' : 'is wrong';
  return [`${nameOf(issue.path)} ${state}: ${expectation(issue)}`];
};

const refuseFor = (faults: string[], origin: string): void => {
  if (faults.length === 0) return;
  throw new ConfigurationError(
    [`${origin} is no dealer's configuration:`, ...faults.map((fault) => `  ${fault}`)].join('\n'),
    { stage: 'configuration', details: { faults } },
  );
};

/**
 * A dealer's configuration, its addresses encoded. Throws `ConfigurationError` that names by its path all that is
 * missing, wrong or unknown in it, and what to write; `origin` is what it was read from. `channelFaults` are the
 * marketplaces' own.
 */
export const parseDealer = (
  value: unknown,
  origin: string,
  channelFaults: (dealer: Dealer) => string[] = () => [],
): Dealer => {
  const { data, error } = Dealer.safeParse(value);
  refuseFor(
    data
      ? [...dealerFaults(data), ...channelFaults(data)]
      : error.issues.flatMap((issue) => faultOf(issue, value)),
    origin,
  );
  return withEncodedPictures(data as Dealer);
};

type TargetPorts = Pick<Ports, 'table' | 'secrets' | 'clock'>;

/** Secrets that are not there yet, or that who asks may not read, say nothing of their host. */
const targetOf = async (dealer: Dealer, { secrets }: TargetPorts): Promise<FeedTarget> => ({
  dealer,
  host: dealer.ftp ? await secrets.read(dealer.ftp.secretName).catch(() => null) : null,
});

const inEachChannel = (dealer: Dealer, ports: TargetPorts): Promise<FeedTarget[]> =>
  Promise.all(channelsOf(dealer).map((channel) => targetOf(dealerIn(channel, dealer) as Dealer, ports)));

/** Nobody owns such a host. Source: RFC 2606. */
const RESERVED = /\.example$/;

/** A shipped example that nobody uses is no neighbour: it is there to be copied. */
const isNeighbour = async (
  { dealerId, fileVersion, configuration: { feed } }: DealerRecord,
  { table }: TargetPorts,
): Promise<boolean> => {
  const isExample = fileVersion !== undefined && RESERVED.test(new URL(feed.publicUrl).hostname);
  return !isExample || ((await table.channelStates.get({ dealerId }))?.builtFeed ?? 0) > 0;
};

/** Who was put a moment ago: what has expired the table itself takes away days later. */
const announced = async ({ table, clock }: TargetPorts): Promise<DealerRecord[]> => {
  const now = clock().getTime() / 1000;
  return (await table.announcedDealers.query({})).filter(({ ttl }) => ttl > now);
};

/** Throws `ConfigurationError` where the dealer's feed would lie where another dealer's lies. */
export const refuseSharedTarget = async (
  dealer: Dealer,
  origin: string,
  ports: TargetPorts,
): Promise<void> => {
  const listed = [...(await ports.table.dealers.queryIndex('GSI1', {})), ...(await announced(ports))];
  const others = listed.filter(({ dealerId }) => dealerId !== dealer.id);
  const near = await Promise.all(others.map((other) => isNeighbour(other, ports)));
  const targets = await Promise.all(
    others.filter((_, at) => near[at]).map(({ configuration }) => inEachChannel(configuration, ports)),
  );
  const own = await inEachChannel(dealer, ports);
  const taken = targets.flat();
  refuseFor(
    own.flatMap((one, at) => sharedTargets(one, [...taken, ...own.slice(0, at)])),
    origin,
  );
};

/**
 * Announces the dealer and then looks whether its target is free: the index that lists dealers is late, and of two that
 * are put in the same moment each sees the other; who is broken off in between is in nobody's way for long. Throws `ConfigurationError` where the target is another dealer's.
 */
export const claimTarget = async (dealer: Dealer, origin: string, ports: TargetPorts): Promise<void> => {
  const { announcedDealers } = ports.table;
  const ttl = keptUntil('announced-dealer', ports.clock());
  const own = { dealerId: dealer.id, version: dealerVersion(dealer), configuration: dealer, ttl };
  await announcedDealers.put(own);
  await refuseSharedTarget(dealer, origin, ports).catch(async (refusal) => {
    await announcedDealers.remove(own);
    throw refusal;
  });
};

/** A configuration's version: the same content, the same version. */
export const dealerVersion = (dealer: Dealer): string => sha256(JSON.stringify(dealer)).slice(0, 16);

/** What came of putting a dealer. */
export interface PutDealer {
  version: string;
  /** The version that was in use before; null for a new dealer. */
  previous: string | null;
}

/**
 * Keeps a configuration as a version of its own and puts it in use. Throws `ConfigurationError` when somebody
 * else changed the dealer in the same moment. `fromFile` says that it comes from the dealer's own file.
 */
export const putDealer = async (
  dealer: Dealer,
  { table }: DealerPorts,
  { fromFile }: { fromFile: boolean },
): Promise<PutDealer> => {
  const [dealerId, version] = [dealer.id, dealerVersion(dealer)];
  const inUse = await table.dealers.get({ dealerId });
  const record = { dealerId, version, configuration: dealer };
  await table.dealerVersions.put(record);
  const fileVersion = fromFile ? version : inUse?.fileVersion;
  const moved = await table.dealers.putIf(
    { ...record, ...(fileVersion && { fileVersion }) },
    (stored, { eq, notExists }) => (inUse ? eq(stored.version, inUse.version) : notExists(stored.version)),
  );
  if (moved) return { version, previous: inUse?.version ?? null };
  throw new ConfigurationError(`Somebody else has just changed ${dealerId}: look at it and put it again`, {
    stage: 'configuration',
  });
};

/** Every dealer as it is configured now. */
export const allDealers = async ({ table }: DealerPorts): Promise<Dealer[]> =>
  (await table.dealers.queryIndex('GSI1', {})).map(({ configuration }) => configuration);

/** The names of the secrets that a dealer refers to. */
export const secretNamesOf = ({ ftp, notify, avito, channels = {} }: Dealer): string[] => {
  const beside = Object.values(channels).map((channel) => channel.ftp?.secretName);
  const named = [ftp?.secretName, ...beside, notify?.webhook.secretName, avito?.secretName];
  return [...new Set(named.filter((name) => name !== undefined))];
};

/** A sentence for each secret that a dealer refers to and that is not there. */
export const missingSecrets = async (
  dealer: Dealer,
  check: (name: string) => Promise<void>,
): Promise<string[]> => {
  const readings = secretNamesOf(dealer).map((name) =>
    check(name).then(
      () => [],
      (error: Error) => {
        if (error instanceof ConfigurationError) return [error.message];
        throw error;
      },
    ),
  );
  return (await Promise.all(readings)).flat();
};
