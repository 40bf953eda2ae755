import * as z from 'zod';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import { DEALER_ROLES, type DealerToken } from '#shared/table/member-records.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';

const LONGEST_DAYS = 366;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A program of the dealer's (1C, ERP), and how long it may ask. */
export const KeepToken = z.strictObject({
  dealerId: z.string(),
  name: z.string().trim().min(1).max(80),
  role: z.enum(DEALER_ROLES).default('viewer'),
  days: z.number().int().min(1).max(LONGEST_DAYS).default(90),
  /** Hexadecimal SHA-256 of the token, which is nowhere else. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The first signs of a token's digest, as lists show it. */
export const TokenNamed = z.strictObject({ dealerId: z.string(), token: z.string().min(8) });

/** Lets a program ask for a dealer until the token expires. Throws `Refusal`. */
export const keepToken = async (
  actor: Actor,
  { days, ...wish }: z.infer<typeof KeepToken>,
  ports: DeskPorts,
): Promise<{ token: string; expiresAt: string }> => {
  const { dealerId, name, role, digest } = wish;
  await refuseUnknownDealer(dealerId, ports);
  const deed = { dealerId, action: 'token.keep', subject: name, details: { role, days } };
  return ports.acts.perform(actor, deed, async ({ who: createdBy, at: createdAt }) => {
    const expiresAt = new Date(Date.parse(createdAt) + days * DAY_MS).toISOString();
    await ports.table.dealerTokens.put({ ...wish, createdBy, createdAt, expiresAt });
    return { token: digest.slice(0, 8), expiresAt };
  });
};

/** How a program is called that asks with a token. */
export const programName = ({
  dealerId,
  name,
  digest,
}: Pick<DealerToken, 'dealerId' | 'name' | 'digest'>): string =>
  `${dealerId}: ${name} (${digest.slice(0, 8)})`;

/** Tokens of a dealer. */
export const listTokens = (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<DealerToken[]> =>
  table.dealerTokens.query({ dealerId });

/** Ends a token: nobody is let in by it again. Throws `Refusal`. */
export const revokeToken = async (
  actor: Actor,
  { dealerId, token }: z.infer<typeof TokenNamed>,
  ports: DeskPorts,
): Promise<{ token: string }> => {
  const asked = { dealerId, action: 'token.revoke', subject: token };
  return ports.acts.once(actor, asked, async () => {
    const found = (await listTokens(dealerId, ports)).filter(({ digest }) => digest.startsWith(token));
    const [known] = found;
    if (!known || found.length > 1) throw new Refusal(reason('token-unknown', { token }));
    const effect = async () => {
      await ports.table.dealerTokens.remove(known);
      return { token };
    };
    return { details: { name: known.name }, effect };
  });
};
