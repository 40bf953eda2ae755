import * as z from 'zod';
import { EraseDealer } from '#desk/leaving/erase-dealer.ts';
import { KeepToken, listTokens, TokenNamed } from '#desk/members/dealer-tokens.ts';
import { acceptInvitation, Invite } from '#desk/members/invitations.ts';
import { KnownMember, SetOverall } from '#desk/members/keepers.ts';
import { listSeats, MemberNamed, SetRole } from '#desk/members/members.ts';
import { keptUnder } from '../identity/callers.ts';
import { forbidden } from '../problem.ts';
import { acts, answers, lists, pageOf } from '../route.ts';
import { OfDealer } from './dealer-id.ts';

const Seat = z.object({ dealerId: z.string(), role: z.string() });

const Me = z.object({ name: z.string(), overall: z.string().nullable(), dealers: z.array(Seat) });

const MemberShown = z.object({ memberId: z.string(), email: z.string(), name: z.string(), role: z.string() });

const TokenShown = z.object({
  token: z.string(),
  name: z.string(),
  role: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
});

/** Who may ask: people with a seat at a dealer, and its programs. */
export const MEMBER_ROUTES = [
  answers({
    path: '/me',
    permission: null,
    summary: 'Who asks, and at which dealers it has a seat',
    in: z.strictObject({}),
    out: Me,
    answer: async (_, { caller: { name, overall = null, dealers, member }, ports }) => {
      const seats = member ? await ports.table.seats.queryIndex('GSI1', member) : [];
      const own = Object.entries(dealers).map(([dealerId, role]) => ({ dealerId, role }));
      return { name, overall, dealers: member ? seats : own };
    },
  }),
  answers({
    method: 'POST',
    path: '/invitations/accept',
    permission: null,
    dearness: 'write',
    summary: 'Take the seat that an invitation’s token gives to who has signed in by its e-mail address',
    in: z.strictObject({ token: z.string().max(200) }),
    out: Seat,
    answer: ({ token }, { caller: { member }, ports }) => {
      const kept = keptUnder(token);
      if (!member || !kept) throw forbidden();
      return acceptInvitation(member, kept, ports);
    },
  }),
  lists({
    path: '/dealers/{dealerId}/members',
    permission: 'members.keep',
    summary: 'Who has a seat at a dealer',
    in: OfDealer,
    out: MemberShown,
    page: async ({ dealerId }, part, { ports }) => pageOf(await listSeats(dealerId, ports), part),
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/invitations',
    permission: 'members.keep',
    summary: 'Invite somebody by e-mail address: the answer’s token opens once, within 7 days',
    in: Invite.omit({ digest: true }),
    command: 'member.invite',
    makes: 'token',
  }),
  acts({
    method: 'PUT',
    path: '/dealers/{dealerId}/members/{member}',
    permission: 'members.keep',
    summary: 'Give a member another role',
    in: SetRole,
    command: 'member.role',
  }),
  acts({
    method: 'DELETE',
    path: '/dealers/{dealerId}/members/{member}',
    permission: 'members.keep',
    summary: 'Take a member’s seat, at once',
    in: MemberNamed,
    command: 'member.remove',
  }),
  acts({
    method: 'PUT',
    path: '/members/{member}',
    permission: 'all.members',
    summary: 'Say what a member is to all dealers: operator, admin or, with null, nothing',
    in: SetOverall,
    command: 'member.overall',
  }),
  acts({
    method: 'DELETE',
    path: '/members/{member}',
    permission: 'all.members',
    summary: 'Let a member in no more, for good: all its seats are taken',
    in: KnownMember,
    command: 'member.expel',
  }),
  acts({
    method: 'POST',
    path: '/erasures',
    permission: 'all.members',
    summary: 'Empty a dealer’s feed, then remove all that is held of it for good; named twice to confirm it',
    in: EraseDealer,
    command: 'dealer.erase',
  }),
  lists({
    path: '/dealers/{dealerId}/tokens',
    permission: 'tokens.keep',
    summary: 'Tokens of a dealer’s programs, by the first signs of their digests',
    in: OfDealer,
    out: TokenShown,
    page: async ({ dealerId }, part, { ports }) => {
      const tokens = await listTokens(dealerId, ports);
      return pageOf(
        tokens.map(({ digest, ...rest }) => ({ ...rest, token: digest.slice(0, 8) })),
        part,
      );
    },
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/tokens',
    permission: 'tokens.keep',
    summary: 'Let a program ask for the dealer: the answer tells the token this once',
    in: KeepToken.omit({ digest: true }),
    command: 'token.keep',
    makes: 'token',
  }),
  acts({
    method: 'DELETE',
    path: '/dealers/{dealerId}/tokens/{token}',
    permission: 'tokens.keep',
    summary: 'End a token',
    in: TokenNamed,
    command: 'token.revoke',
  }),
] as const;
