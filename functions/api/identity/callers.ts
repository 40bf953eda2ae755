import { createHmac } from 'node:crypto';
import { programName } from '#desk/members/dealer-tokens.ts';
import { type MemberFor, memberFor } from '#desk/members/members.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import type { DealerToken, Member } from '#shared/table/member-records.ts';
import { invalidToken } from '../problem.ts';
import type { Caller } from '../route.ts';
import type { LoopbackSessions } from './loopback-session.ts';
import type { VerifyToken } from './provider.ts';

/** What begins so is one of ours, for who finds it in a log or a repository; then comes whose it is. */
const TOKEN = /^fwt_([a-z0-9-]{1,40})_[\w-]{43}$/;

/** A dealer's token around 32 secret bytes, and what is kept of it. */
export const tokenAround = (dealerId: string, secret: Buffer): { token: string; digest: string } => {
  const token = `fwt_${dealerId}_${secret.toString('base64url')}`;
  return { token, digest: sha256(token) };
};

/** A dealer's token, made of the wish it answers, so that the same wish again is told the same one, and nothing keeps it. */
export const tokenFor = (dealerId: string, wish: string, key: string): { token: string; digest: string } =>
  tokenAround(dealerId, createHmac('sha256', key).update(`token ${wish}`).digest());

/** Whose a token is by its own word, and the digest under which its dealer keeps it; null for none of ours. */
export const keptUnder = (token: string): { dealerId: string; digest: string } | null => {
  const dealerId = TOKEN.exec(token)?.[1];
  return dealerId === undefined ? null : { dealerId, digest: sha256(token) };
};

/** How callers are known: tokens of programs always, and what else this host takes. */
export interface Doors {
  /** People's tokens, of the identity provider. */
  verify?: VerifyToken;
  /** Who an identity is here; where nothing is said, somebody new is written down. */
  memberFor?: MemberFor;
  /** Sessions of this machine. */
  sessions?: LoopbackSessions;
}

type CallerPorts = Pick<Ports, 'table' | 'clock'>;

/** The program whose token it is; null where there is none, or no longer. */
export const programFor = async (
  kept: Pick<DealerToken, 'dealerId' | 'digest'>,
  { table, clock }: CallerPorts,
): Promise<Caller | null> => {
  const known = await table.dealerTokens.get(kept);
  if (!known || known.expiresAt <= clock().toISOString()) return null;
  const { dealerId, name, role, digest } = known;
  return { who: programName(known), name, dealers: { [dealerId]: role }, digest };
};

/** What a member is to the dealer it asks about; what it is to others does not matter here. */
const seatsAt = async (
  { memberId }: Member,
  dealerId: string | null,
  { table }: CallerPorts,
): Promise<Caller['dealers']> => {
  const seat = dealerId === null ? null : await table.seats.get({ dealerId, memberId });
  return seat ? { [seat.dealerId]: seat.role } : {};
};

/** A member as who asks about a dealer. */
export const callerOf = async (
  member: Member,
  dealerId: string | null,
  ports: CallerPorts,
): Promise<Caller> => {
  const { memberId, email, name, overall } = member;
  const called = { who: email || memberId, name: name || email || memberId };
  const dealers = await seatsAt(member, dealerId, ports);
  return { ...called, dealers, ...(overall && { overall }), member };
};

const personFor = async (
  token: string,
  dealerId: string | null,
  { verify, memberFor: known = memberFor }: Doors,
  ports: CallerPorts,
): Promise<Caller | null> => {
  const identity = (await verify?.(token)) ?? null;
  const member = identity && (await known(identity, ports));
  return member && callerOf(member, dealerId, ports);
};

const bearerIn = ({ headers }: Request): string =>
  /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';

/**
 * Who asks about a dealer, or with null about what is not one's alone; null where nobody says. What somebody may do is
 * read anew at each request: a token tells who it is, and no more (C28). Throws `ProblemAnswer` (401) for a token that
 * is forged, unknown or over.
 */
export const callerIn = async (
  request: Request,
  dealerId: string | null,
  doors: Doors,
  ports: CallerPorts,
): Promise<Caller | null> => {
  if (!request.headers.has('authorization'))
    return doors.sessions?.callerFor(request.headers.get('cookie') ?? '') ?? null;
  const token = bearerIn(request);
  const kept = keptUnder(token);
  const caller = kept ? await programFor(kept, ports) : await personFor(token, dealerId, doors, ports);
  if (!caller) throw invalidToken();
  return caller;
};
