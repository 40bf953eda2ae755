import type { Dealer } from '#contracts/dealer.ts';
import type { Verdict } from '#contracts/verdict.ts';
import { credentialsOf } from '#marketplace/avito-api/credentials.ts';
import { openSession, type Session } from '#marketplace/avito-api/session.ts';
import { networkTransport } from '#marketplace/avito-api/transport.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { dealerIn } from '#shared/in-channel.ts';
import type { Lease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';

/** A dealer whose account at the marketplace may be asked. */
export type Known = Dealer & { avito: NonNullable<Dealer['avito']> };

/** Throws `ConfigurationError` for a dealer that nobody knows, or whose account nobody has named. */
export const knownDealer = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<Known> => {
  const record = await table.dealers.get({ dealerId });
  const dealer = record && dealerIn(table.channel, record.configuration);
  if (dealer?.avito) return { ...dealer, avito: dealer.avito };
  throw new ConfigurationError(`${dealerId} names no account at the marketplace`, { stage: 'verdict' });
};

/** Speaks for a dealer's account; a test gives another one. */
export type SessionTo = (dealer: Known, ports: Pick<Ports, 'secrets' | 'network'>) => Promise<Session>;

/** By the secret that the dealer names, over the network. Throws `ConfigurationError` where that holds no keys. */
export const sessionByDealer: SessionTo = async ({ avito }, ports) =>
  openSession(await credentialsOf(avito, ports), networkTransport(ports.network));

/** Outlasts the longest step, ten minutes, and the longest pause; every step prolongs it. */
const LEASE_MS = 20 * 60_000;

/** Of the reading of a dealer's verdicts, which one execution does at a time. */
export const leaseOf = ({ dealerId, verdictId }: Pick<Verdict, 'dealerId' | 'verdictId'>): Lease => ({
  dealerId,
  name: 'verdict',
  owner: verdictId,
  milliseconds: LEASE_MS,
});

/** `verdicts/north/501200345`: begins the keys of all that is kept of a load. */
export const keyOf = ({ dealerId, channel }: Pick<Verdict, 'dealerId' | 'channel'>, name: string): string =>
  `verdicts/${dealerId}/${channel}/${name}`;
