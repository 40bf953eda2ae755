import * as z from 'zod';
import { Reason } from '#contracts/reason.ts';
import { SERVED } from '#desk/feeds/served-now.ts';
import { showServed, showToday, todayOfAll } from '#desk/today/today.ts';
import { FeedVersion } from '#shared/table/feed-records.ts';
import { WindowVerdict } from '#shared/table/verdict-records.ts';
import { answers, lists, listsWhole, pageOf } from '../route.ts';
import { OfDealer } from './dealer-id.ts';
import { Task } from './dealers.ts';

const { version, ads, status, heldFor, builtAt, changes } = FeedVersion.shape;

const Feed = z.object({
  channel: z.string(),
  publicUrl: z.string(),
  live: z.object({ version, ads }).nullable(),
  newest: z.object({ version, ads, status, heldFor, builtAt, changes }).nullable(),
  windows: z.array(z.string()),
  opensAt: z.iso.datetime(),
  verdict: WindowVerdict.nullable(),
});

const Shown = z.object({
  dealerId: z.string(),
  name: z.string(),
  feeds: z.array(Feed),
  atWork: z.number().int(),
  waiting: z.number().int(),
  tasks: z.array(Task),
});

const Served = z.object({
  channel: z.string(),
  url: z.string(),
  serves: z.enum(SERVED),
  version: z.number().nullable(),
  reason: Reason.nullable(),
  askedAt: z.iso.datetime(),
});

/** What somebody sees first who opens the console. */
export const TODAY_ROUTES = [
  answers({
    path: '/dealers/{dealerId}/today',
    permission: 'dealer.read',
    summary:
      'What is live, what the next window finds, and what waits beside questions; by the records alone',
    in: OfDealer,
    out: Shown,
    answer: ({ dealerId }, { ports }) => showToday(dealerId, ports),
  }),
  listsWhole({
    path: '/today',
    permission: 'all.read',
    dearness: 'dear',
    summary: 'The same of every dealer, who loses most first',
    in: z.strictObject({}),
    out: Shown,
    find: (_, { ports }) => todayOfAll(ports),
  }),
  lists({
    path: '/dealers/{dealerId}/served',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'What the dealer’s public URLs serve, asked now: a host that is silent takes 15 seconds',
    in: OfDealer,
    out: Served,
    page: async ({ dealerId }, part, { ports }) => pageOf(await showServed(dealerId, ports), part),
  }),
] as const;
