import * as z from 'zod';
import { Reason } from '#contracts/reason.ts';
import { SearchAnswer } from '#contracts/search.ts';
import { KEPT_OUT_AS } from '#contracts/shown-ad.ts';
import { ListIdentity } from '#contracts/state.ts';
import { setByHandFor } from '#desk/by-hand/by-hand.ts';
import { ListNamed } from '#desk/lists/by-hand.ts';
import { showLists } from '#desk/lists/lists-of.ts';
import { pageOfOffers } from '#desk/offers/offers.ts';
import { BringBackOffers, WithdrawOffers } from '#desk/offers/withdraw.ts';
import { SearchDealer, searchDealer } from '#desk/search/search.ts';
import { Offer } from '#shared/table/records.ts';
import { acts, answers, lists, pageOf } from '../route.ts';
import { OfDealer } from './dealer-id.ts';

const OfferShown = Offer.omit({ ad: true }).extend({
  title: z.string().nullable(),
  price: z.string().nullable(),
  out: z.enum(KEPT_OUT_AS).nullable(),
  /** By the dealer's own rules, 0 to 100; null where it has none. */
  score: z.number().nullable(),
});

const ListShown = ListIdentity.extend({
  documentId: z.string(),
  document: z.string(),
  status: z.enum(['in force', 'superseded', 'retired']),
  printedDate: z.string().nullable(),
  receivedAt: z.string(),
  byHand: z.object({ by: z.string(), at: z.string() }).nullable(),
});

const SetByHand = z.object({ subject: z.string(), reason: Reason, by: z.string(), at: z.string() });

/** Machines, their ads and the lists they stand on. */
export const OFFER_ROUTES = [
  lists({
    path: '/dealers/{dealerId}/offers',
    permission: 'dealer.read',
    summary:
      'What the lists in force offer, as each ad stands in the feed: a machine has several where its pieces are told apart',
    in: OfDealer,
    out: OfferShown,
    page: ({ dealerId }, part, { ports }) => pageOfOffers(dealerId, part, ports),
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/offers/withdraw',
    permission: 'offers.withdraw',
    summary: 'Take machines out at once: sold, or not for sale',
    in: WithdrawOffers,
    command: 'offers.withdraw',
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/offers/back',
    permission: 'offers.withdraw',
    summary: 'Bring machines back that were taken out',
    in: BringBackOffers,
    command: 'offers.back',
  }),
  answers({
    path: '/dealers/{dealerId}/search',
    permission: 'dealer.read',
    summary:
      'Machines, book pages and files by code, words (misspelt or in part) or meaning, the best first; by words alone where vectors are away',
    in: SearchDealer,
    out: SearchAnswer,
    answer: (wish, { ports }) => searchDealer(wish, ports),
  }),
  lists({
    path: '/dealers/{dealerId}/by-hand',
    permission: 'dealer.read',
    summary: 'Everything that people have set and that stands',
    in: OfDealer,
    out: SetByHand,
    page: async ({ dealerId }, part, { ports }) => pageOf(await setByHandFor(dealerId, ports), part),
  }),
  lists({
    path: '/dealers/{dealerId}/lists',
    permission: 'dealer.read',
    summary: 'Price lists, and which of them are in force',
    in: OfDealer,
    out: ListShown,
    page: async ({ dealerId }, part, { ports }) => pageOf(await showLists(dealerId, ports), part),
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/lists/{list}/retire',
    permission: 'lists.keep',
    summary: 'Take a list out of force',
    in: ListNamed,
    command: 'list.retire',
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/lists/{list}/restore',
    permission: 'lists.keep',
    summary: 'Put a list back in force',
    in: ListNamed,
    command: 'list.restore',
  }),
] as const;
