import * as z from 'zod';
import { AvitoRefused } from './errors.ts';
import { parseFaithful } from './parse.ts';
import { Account, type Package, Profile, type ProfileAnswer, Tariff } from './schemas.ts';
import type { Session } from './session.ts';

/** Which account the keys speak for; null where it does not say. */
export const accountId = async (session: Session): Promise<string | null> => {
  const { value } = await session.ask({ group: 'account', path: '/core/v1/accounts/self', answer: Account });
  return value.id;
};

/** A profile as it is understood, and all of it as it came. */
export interface KnownProfile {
  profile: ProfileAnswer;
  raw: Record<string, unknown>;
}

const PROFILE = '/autoload/v2/profile';

/** The profile of the automatic load; null where there is none yet. */
export const readProfile = async (session: Session): Promise<KnownProfile | null> => {
  const found = await session.askIfThere({ group: 'profile', path: PROFILE, answer: Profile });
  return (
    found && { profile: found.value, raw: z.record(z.string(), z.unknown()).parse(parseFaithful(found.text)) }
  );
};

/** Writes a profile whole. Throws `AvitoRefused`. */
export const writeProfile = (raw: Record<string, unknown>, session: Session): Promise<void> =>
  session.order({ group: 'profile', path: PROFILE, body: raw });

/**
 * The packages of the tariff in force; null where Avito does not say: accounts that pay by contact have none, and the keys
 * may not be allowed to ask. Throws `TransientFailure`.
 */
export const readPackages = async (session: Session): Promise<Package[] | null> => {
  try {
    const found = await session.askIfThere({ group: 'profile', path: '/tariff/info/1', answer: Tariff });
    const { current = null } = found?.value ?? {};
    return current && current.isActive !== false ? current.packages : null;
  } catch (error) {
    if (error instanceof AvitoRefused) return null;
    throw error;
  }
};
