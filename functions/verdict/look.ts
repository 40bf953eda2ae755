import type { Reason } from '#contracts/reason.ts';
import type { Verdict } from '#contracts/verdict.ts';
import { accountId, readPackages, readProfile } from '#marketplace/avito-api/account.ts';
import { AvitoRefused } from '#marketplace/avito-api/errors.ts';
import type { Session } from '#marketplace/avito-api/session.ts';
import { reason } from '#messages/reason.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { takeLease } from '#shared/lease.ts';
import type { Ports } from '#shared/ports.ts';
import type { AccountRecord } from '#shared/table/verdict-records.ts';
import { type Known, knownDealer, leaseOf, type SessionTo } from './at-dealer.ts';
import { keptPackages, keptProfile, profileFaults } from './profile.ts';

type LookPorts = Pick<Ports, 'table' | 'clock' | 'secrets' | 'network'>;

/** Why an account cannot be asked, for errors that a person has to look at; others are thrown on. */
export const accessTrouble = (error: unknown): Reason => {
  const isAccess = error instanceof AvitoRefused && error.kind === 'access';
  if (!isAccess && !(error instanceof ConfigurationError)) throw error;
  return reason('avito-refuses', { detail: error.message });
};

/** Keys of another account would show its loads, and act on it. */
const accountTrouble = ({ avito }: Known, found: string | null): Reason | null =>
  avito.accountId !== undefined && avito.accountId !== found
    ? reason('avito-account-differs', { expected: avito.accountId, found: found ?? '' })
    : null;

type Seen = Pick<AccountRecord, 'accountId' | 'access' | 'profile' | 'faults' | 'packages'>;

const NOTHING_SEEN: Omit<Seen, 'access'> = { accountId: null, profile: null, faults: [], packages: null };

/** A profile that may not be read says nothing, which is no fault of it. */
const profileOf = async (dealer: Known, session: Session): Promise<Pick<Seen, 'profile' | 'faults'>> => {
  try {
    const found = await readProfile(session);
    const profile = found && keptProfile(found.profile);
    return { profile, faults: profileFaults(profile, dealer) };
  } catch (error) {
    if (!(error instanceof AvitoRefused)) throw error;
    return { profile: null, faults: [reason('profile-unreadable', { detail: error.decoded.message })] };
  }
};

const packagesOf = async (session: Session): Promise<Seen['packages']> => {
  const packages = await readPackages(session);
  return packages && keptPackages(packages);
};

/** Looks whether the keys are those of the account that is meant, and only then at anything of it. */
export const seenAt = async (dealer: Known, session: Session): Promise<Seen> => {
  const found = await accountId(session);
  const access = accountTrouble(dealer, found);
  if (access) return { ...NOTHING_SEEN, accountId: found, access };
  return {
    accountId: found,
    access,
    ...(await profileOf(dealer, session)),
    packages: await packagesOf(session),
  };
};

/** A session of the dealer's own account. Throws like `SessionTo`; and `ConfigurationError` where it is another's. */
export const ownSession = async (dealer: Known, ports: LookPorts, sessionTo: SessionTo): Promise<Session> => {
  const session = await sessionTo(dealer, ports);
  const why = dealer.avito.accountId === undefined ? null : accountTrouble(dealer, await accountId(session));
  if (why)
    throw new ConfigurationError(`The keys of ${dealer.id} are another account's`, { stage: 'verdict' });
  return session;
};

/** Looks at the account and keeps what it saw under the moment of the wish. */
export const lookAt = async (
  dealer: Known,
  at: string,
  ports: LookPorts,
  sessionTo: SessionTo,
): Promise<AccountRecord> => {
  const seen = await sessionTo(dealer, ports)
    .then((session) => seenAt(dealer, session))
    .catch((error) => ({ ...NOTHING_SEEN, access: accessTrouble(error) }));
  const before = await ports.table.accounts.get({ dealerId: dealer.id });
  const record = { ...before, dealerId: dealer.id, at, ...seen };
  await ports.table.accounts.put(record);
  return record;
};

/** Takes the dealer's turn and looks at its account: without access there is nothing to wait for. */
export const look = async (verdict: Verdict, ports: LookPorts, sessionTo: SessionTo): Promise<Verdict> => {
  if (!(await takeLease(leaseOf(verdict), ports))) return { ...verdict, route: 'end' };
  const dealer = await knownDealer(verdict.dealerId, ports);
  const { access } = await lookAt(dealer, ports.clock().toISOString(), ports, sessionTo);
  return access ? { ...verdict, outcome: 'no-access', route: 'record' } : { ...verdict, route: 'poll' };
};
