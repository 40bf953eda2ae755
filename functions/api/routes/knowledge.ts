import * as z from 'zod';
import { ForgetMeanings, listKnowledge, PromoteMeanings } from '#desk/knowledge/knowledge.ts';
import { TeachMeanings } from '#desk/knowledge/plan.ts';
import { listMatches, RemoveMatch, SetMatch } from '#desk/matches/set-by-hand.ts';
import { MEANING_KINDS, TaughtMeaning } from '#shared/table/knowledge-records.ts';
import { ManualMatch } from '#shared/table/records.ts';
import { acts, lists, pageOf } from '../route.ts';
import { OfDealer } from './dealer-id.ts';

const Known = TaughtMeaning.omit({ scope: true }).extend({
  kind: z.enum([...MEANING_KINDS, 'name']),
  called: z.string().nullable(),
  by: z.enum(['dealer', 'all']),
});

/** What holds for later lists and years. */
export const KNOWLEDGE_ROUTES = [
  lists({
    path: '/dealers/{dealerId}/knowledge',
    permission: 'dealer.read',
    summary: 'What printed words mean for a dealer, its own people’s words first',
    in: OfDealer,
    out: Known,
    page: async ({ dealerId }, part, { ports }) => pageOf(await listKnowledge(dealerId, ports), part),
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/knowledge',
    permission: 'knowledge.teach',
    summary: 'Say what printed words mean',
    in: TeachMeanings,
    command: 'knowledge.teach',
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/knowledge/forget',
    permission: 'knowledge.teach',
    summary: 'Take back what printed words were said to mean',
    in: ForgetMeanings.omit({ ofAll: true }),
    command: 'knowledge.forget',
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/knowledge/share',
    permission: 'all.share',
    summary: 'Have it hold for all dealers',
    in: PromoteMeanings,
    command: 'knowledge.promote',
  }),
  lists({
    path: '/dealers/{dealerId}/matches',
    permission: 'dealer.read',
    summary: 'Names of the marketplace that people set for models',
    in: OfDealer,
    out: ManualMatch,
    page: async ({ dealerId }, part, { ports }) => pageOf(await listMatches(dealerId, ports), part),
  }),
  acts({
    method: 'PUT',
    path: '/dealers/{dealerId}/matches/{modelCode}',
    permission: 'matches.set',
    summary: 'Set the marketplace’s name for the model of a code',
    in: SetMatch,
    command: 'match.set',
  }),
  acts({
    method: 'DELETE',
    path: '/dealers/{dealerId}/matches/{modelCode}',
    permission: 'matches.set',
    summary: 'Forget the name that was set for a code',
    in: RemoveMatch,
    command: 'match.remove',
  }),
] as const;
