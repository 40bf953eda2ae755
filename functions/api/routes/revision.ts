import * as z from 'zod';
import { revisionsOf } from '#desk/feeds/revisions.ts';
import { answers } from '../route.ts';
import { OfDealer } from './dealer-id.ts';

/** What a page that nobody tells of changes asks every few seconds: with `If-None-Match` it costs two reads. */
export const REVISION_ROUTES = [
  answers({
    path: '/dealers/{dealerId}/revision',
    permission: 'dealer.read',
    summary:
      'Figures that rise with every change: of what a page shows is to be asked for anew where one has',
    in: OfDealer,
    out: z.record(z.string(), z.number()),
    answer: ({ dealerId }, { ports }) => revisionsOf(dealerId, ports),
  }),
] as const;
