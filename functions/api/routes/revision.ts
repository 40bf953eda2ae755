import * as z from 'zod';
import { revisionsOf } from '#desk/hints/revisions.ts';
import { Revisions } from '#shared/table/hint-records.ts';
import { giveTicket } from '../hints/tickets.ts';
import { answers } from '../route.ts';
import { OfDealer } from './dealer-id.ts';

/** What open pages stay up to date by. */
export const REVISION_ROUTES = [
  answers({
    path: '/dealers/{dealerId}/revision',
    permission: 'dealer.read',
    summary: 'How often each topic has changed: of what a page shows is to be asked for anew where it has',
    in: OfDealer,
    out: Revisions.omit({ dealerId: true }),
    answer: ({ dealerId }, { ports }) => revisionsOf(dealerId, ports),
  }),
  answers({
    method: 'POST',
    path: '/dealers/{dealerId}/tickets',
    permission: 'dealer.read',
    dearness: 'write',
    summary:
      'An address that opens a WebSocket once, within a minute: it tells `{topic, revision}` of changes',
    in: OfDealer,
    out: z.object({ url: z.string(), opensUntil: z.iso.datetime() }),
    answer: ({ dealerId }, { caller, ports, hintsAt }) => giveTicket(dealerId, caller, hintsAt, ports),
  }),
] as const;
