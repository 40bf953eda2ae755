import * as z from 'zod';
import { Dealer } from '#contracts/dealer.ts';
import { Plan } from '#contracts/plan.ts';
import { Reason } from '#contracts/reason.ts';
import { readOwnTrail } from '#desk/audit/trail.ts';
import { commandOf } from '#desk/commands/write-down.ts';
import { showDealer } from '#desk/dealers/dealers.ts';
import { leavingOf } from '#desk/dealers/known-dealer.ts';
import { pageOfNewestFeeds } from '#desk/feeds/versions.ts';
import { usageOf } from '#desk/plans/usage.ts';
import { waitingTasks } from '#desk/tasks/waiting-tasks.ts';
import { FeedVersion } from '#shared/table/feed-records.ts';
import { acts, answers, lists, listsWhole } from '../route.ts';
import { CommandShown, shownCommand } from '../shapes/command.ts';
import { OfDealer } from './dealer-id.ts';

export const Task = z.object({ dealerId: z.string(), reason: Reason, ads: z.number(), roubles: z.number() });

export const Act = z.object({
  dealer: z.string().nullable(),
  who: z.string(),
  action: z.string(),
  subject: z.string(),
  at: z.string(),
  details: z.record(z.string(), z.json()).optional(),
  outcome: z.string().nullable(),
});

const UsageShown = z.object({
  dealerId: z.string(),
  plan: z.string(),
  /** In Moscow, of what is counted by the month: `2026-11`. */
  month: z.string(),
  lines: z.array(
    z.object({ limit: Plan.omit({ name: true }).keyof(), used: z.number(), most: z.number().nullable() }),
  ),
});

const Standing = z.object({
  dealerId: z.string(),
  live: z.number(),
  adsLive: z.number(),
  newest: FeedVersion,
});

const SHOW = answers({
  path: '/dealers/{dealerId}',
  permission: 'dealer.read',
  summary: 'A dealer’s configuration',
  in: OfDealer,
  out: Dealer,
  answer: ({ dealerId }, { ports }) => showDealer(dealerId, ports),
});

/** Dealers: what is configured, what waits, what was done. */
export const DEALER_ROUTES = [
  SHOW,
  acts({
    method: 'PUT',
    path: '/dealers/{dealerId}',
    permission: 'dealer.write',
    seen: SHOW,
    summary: 'Put a configuration in use; secrets stand in it by name alone',
    in: OfDealer.extend({ configuration: z.record(z.string(), z.unknown()) }),
    command: 'dealer.put',
    always: { origin: 'the API' },
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/try',
    permission: 'dealer.write',
    summary: 'What a configuration would do to the next feed; nothing is put in use',
    in: OfDealer.extend({ configuration: z.record(z.string(), z.unknown()) }),
    command: 'dealer.try',
    always: { origin: 'the API' },
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/resume',
    permission: 'feed.deliver',
    summary: 'Deliver to a dealer again whose host refused it',
    in: OfDealer,
    command: 'dealer.resume',
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/test',
    permission: 'feed.deliver',
    summary: 'Try the way to the feed’s URL with a small file beside it',
    in: OfDealer,
    command: 'dealer.test',
  }),
  listsWhole({
    path: '/dealers/{dealerId}/tasks',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'What waits for a person, by what is lost meanwhile',
    in: OfDealer,
    out: Task,
    find: (wish, { ports }) => waitingTasks(wish, ports),
  }),
  answers({
    path: '/dealers/{dealerId}/leaving',
    permission: 'dealer.read',
    summary: 'That a dealer leaves, and whether it can still be brought back; null where it stays',
    in: OfDealer,
    out: z.object({ leaves: Reason.nullable(), canStay: z.boolean() }),
    answer: ({ dealerId }, { ports }) => leavingOf(dealerId, ports),
  }),
  answers({
    path: '/dealers/{dealerId}/usage',
    permission: 'dealer.read',
    summary: 'What a dealer uses beside what its plan gives; null is no limit',
    in: OfDealer,
    out: UsageShown,
    answer: ({ dealerId }, { ports }) => usageOf(dealerId, ports),
  }),
  acts({
    method: 'PUT',
    path: '/dealers/{dealerId}/plan',
    permission: 'all.operate',
    summary: 'Give a dealer a plan: what it may use',
    in: OfDealer.extend({ plan: z.string().max(40) }),
    command: 'plan.give',
  }),
  listsWhole({
    path: '/dealers/{dealerId}/audit',
    permission: 'dealer.read',
    summary: 'What was done for a dealer, the newest first',
    in: OfDealer.extend({ since: z.iso.date().optional() }),
    out: Act,
    find: async (wish, { ports }) => (await readOwnTrail(wish, ports)).toReversed(),
  }),
  answers({
    path: '/dealers/{dealerId}/commands/{commandId}',
    permission: 'dealer.read',
    summary: 'What was asked for, and what has come of it',
    in: OfDealer.extend({ commandId: z.string().max(64) }),
    out: CommandShown,
    answer: async (wish, { ports }) => shownCommand(await commandOf(wish, ports)),
  }),
  lists({
    path: '/feeds',
    permission: 'all.read',
    summary: 'How the feed of every dealer stands',
    in: z.strictObject({}),
    out: Standing,
    page: (_, part, { ports }) => pageOfNewestFeeds(part, ports),
  }),
  listsWhole({
    path: '/tasks',
    permission: 'all.read',
    dearness: 'dear',
    summary: 'What waits for a person at any dealer, by what is lost meanwhile',
    in: z.strictObject({}),
    out: Task,
    find: (_, { ports }) => waitingTasks({}, ports),
  }),
] as const;
