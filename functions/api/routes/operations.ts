import * as z from 'zod';
import { Plan } from '#contracts/plan.ts';
import { Reason } from '#contracts/reason.ts';
import { readTrail } from '#desk/audit/trail.ts';
import {
  batchNamed,
  countBatch,
  dealersOfBatch,
  listBatches,
  ResumeBatch,
  remarkedFilesOf,
  StartBatch,
} from '#desk/batches/batches.ts';
import { commandOf } from '#desk/commands/write-down.ts';
import { pageOfDealers } from '#desk/dealers/dealers.ts';
import { healthOf } from '#desk/health/health.ts';
import { providersNow } from '#desk/health/providers.ts';
import { runbookSection } from '#desk/health/runbook.ts';
import { listMembers } from '#desk/members/members.ts';
import { PutPlans } from '#desk/plans/plans.ts';
import { dailyCosts } from '#desk/reports/daily-costs.ts';
import { GivenRules, textOfRules, tryRules } from '#desk/rules/put-in-force.ts';
import { namedRules, showLayer, versionsOfRules } from '#desk/rules/rules.ts';
import { OBJECTIVE_NAMES } from '#shared/objectives.ts';
import { allPlans } from '#shared/plans.ts';
import { PLACES } from '#shared/providers.ts';
import { BatchDealer, BatchFile, BatchRecord } from '#shared/table/batch-records.ts';
import { RuleSetRecord } from '#shared/table/common-records.ts';
import { Member } from '#shared/table/member-records.ts';
import { acts, answers, lists, listsWhole, pageOf } from '../route.ts';
import { CommandShown, shownCommand } from '../shapes/command.ts';
import { OfDealer } from './dealer-id.ts';
import { Act } from './dealers.ts';

const Nothing = z.strictObject({});

const StageShown = z.object({
  status: z.enum(['healthy', 'unhealthy', 'idle']),
  calls: z.number(),
  failed: z.number(),
  success_rate: z.number(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  cost_usd: z.number(),
});

const Provider = z.object({
  place: z.enum(PLACES),
  name: z.string(),
  priority: z.number().nullable(),
  service: z.string().nullable(),
  status: z.enum(['online', 'offline', 'idle', 'off']),
  active: z.boolean(),
  lastChecked: z.iso.datetime().nullable(),
  detail: z.string().nullable(),
});

const ObjectiveShown = z.object({
  name: z.enum(OBJECTIVE_NAMES),
  /** The share that is to go well within 28 days, and within how many seconds each. */
  target: z.number(),
  within: z.number().nullable(),
  all: z.number(),
  good: z.number(),
  share: z.number().nullable(),
  p95: z.number().nullable(),
  /** Of what may go wrong, the share that has not; below 0 where more has. */
  left: z.number(),
  /** From 1 on somebody is told. */
  burns: z.object({ fast: z.number(), slow: z.number() }),
});

const HealthShown = z.object({
  overall_status: z.enum(['healthy', 'degraded', 'unhealthy']),
  stage_status: z.record(z.string(), StageShown),
  performance_metrics: z.record(z.string(), z.number()),
  objectives: z.array(ObjectiveShown),
  /** Whose files wait for their turn, and since when; who waits longest stands first. */
  waiting: z.array(z.object({ dealerId: z.string(), files: z.number(), since: z.string() })),
  providers: z.array(Provider),
  alerts: z.array(
    z.object({
      dealerId: z.string().nullable(),
      reason: Reason,
      /** Its section of the runbook; null where there is none. */
      runbook: z.string().nullable(),
    }),
  ),
});

const BatchShown = BatchRecord.omit({ manifest: true });

const OfBatch = z.strictObject({ batchId: z.string() });

const RemarkedFile = BatchFile.pick({ dealerId: true, documentId: true, key: true, status: true }).extend({
  reason: Reason,
});

const Progress = z.object({
  batch: BatchShown,
  processed: z.number(),
  failed: z.number(),
  products: z.number(),
  byStatus: z.record(z.string(), z.number()),
  perMinute: z.number().nullable(),
  secondsLeft: z.number().nullable(),
});

const Layer = z.object({
  version: z.string(),
  source: z.string(),
  layer: z.string(),
  /** As they are put in force again once they are changed. */
  rules: z.json(),
  /** The same in words. */
  lines: z.array(z.string()),
});

const Rules = z.object({ version: z.string(), source: z.string() });

const Verdict = z.string();

const Tried = z.object({
  lists: z.number(),
  products: z.number(),
  /** Machines that would be judged otherwise, and the first of them. */
  changed: z.number(),
  differences: z.array(
    z.object({
      dealerId: z.string(),
      document: z.string(),
      modelCode: z.string(),
      before: Verdict,
      after: Verdict,
      added: z.array(Reason),
      dropped: z.array(Reason),
    }),
  ),
});

const MOST_DIFFERENCES = 500;

const Cost = z.object({
  dealerId: z.string(),
  day: z.string(),
  calls: z.number(),
  seconds: z.number(),
  costUsd: z.number(),
});

const RULES = answers({
  path: '/rules',
  permission: 'all.read',
  summary: 'Which rules are in force',
  in: Nothing,
  out: Rules,
  answer: (_, { ports }) => namedRules(ports),
});

/** What concerns all dealers together. */
export const OPERATION_ROUTES = [
  answers({
    path: '/operations/health',
    permission: 'all.read',
    dearness: 'dear',
    summary: 'How each stage did within a day, and what needs a person, each with its section of the runbook',
    in: Nothing,
    out: HealthShown,
    answer: async (_, { ports, alarms }) => {
      const { alerts, ...health } = await healthOf(ports, alarms);
      const told = alerts.map(({ dealerId, reason }) => ({
        ...{ dealerId, reason },
        runbook: runbookSection(reason.code),
      }));
      return { ...health, alerts: told };
    },
  }),
  answers({
    path: '/operations/providers',
    permission: 'all.read',
    summary: 'Who reads, recognises, names, measures and chooses, in which order, and whether it is there',
    in: Nothing,
    out: z.object({ providers: z.array(Provider) }),
    answer: async (_, { ports }) => ({ providers: await providersNow(ports) }),
  }),
  lists({
    path: '/dealers',
    permission: 'all.read',
    summary: 'Every dealer, and how often its configuration was changed',
    in: Nothing,
    out: z.object({ dealerId: z.string(), name: z.string(), version: z.string(), versions: z.number() }),
    page: async (_, part, { ports }) => {
      const { items, cursor } = await pageOfDealers(part, ports);
      const dealers = items.map(({ configuration: { id, name }, ...rest }) => ({
        dealerId: id,
        name,
        ...rest,
      }));
      return { items: dealers, cursor };
    },
  }),
  lists({
    path: '/plans',
    permission: 'all.read',
    summary: 'Every plan that a dealer can be given; null is no limit',
    in: Nothing,
    out: Plan,
    page: async (_, part, { ports }) => pageOf(await allPlans(ports), part),
  }),
  acts({
    method: 'PUT',
    path: '/plans',
    permission: 'all.operate',
    summary: 'Put plans of the installation’s own, each under its name, as `GET /plans` has them',
    in: PutPlans,
    command: 'plans.put',
  }),
  lists({
    path: '/batches',
    permission: 'all.read',
    summary: 'Batches of files, the newest first',
    in: Nothing,
    out: BatchShown,
    page: async (_, part, { ports }) => pageOf((await listBatches(ports)).toReversed(), part),
  }),
  answers({
    path: '/batches/{batchId}',
    permission: 'all.read',
    dearness: 'dear',
    summary: 'How far a batch is, and when it will be done',
    in: OfBatch,
    out: Progress,
    answer: async ({ batchId }, { ports }) => {
      const batch = await batchNamed(batchId, ports);
      return { ...(await countBatch(batch.batchId, ports)), batch };
    },
  }),
  lists({
    path: '/batches/{batchId}/dealers',
    permission: 'all.read',
    summary: 'What became of each dealer’s feed by a batch',
    in: OfBatch,
    out: BatchDealer.omit({ batchId: true }),
    page: async ({ batchId }, part, { ports }) => pageOf(await dealersOfBatch(batchId, ports), part),
  }),
  lists({
    path: '/batches/{batchId}/files',
    permission: 'all.read',
    dearness: 'dear',
    summary: 'The first 2000 files of a batch of which there is something to say',
    in: OfBatch,
    out: RemarkedFile,
    page: async ({ batchId }, part, { ports }) => {
      const { items, cursor } = pageOf(await remarkedFilesOf(batchId, ports), part);
      return { items: items.map(({ ending, ...file }) => ({ ...file, reason: ending?.reason })), cursor };
    },
  }),
  acts({
    method: 'POST',
    path: '/batches',
    permission: 'all.operate',
    summary:
      'Put the files below a prefix of the inbox through as one piece of work; a manifest names those wanted',
    in: StartBatch.omit({ batchId: true }),
    command: 'batch.start',
  }),
  acts({
    method: 'POST',
    path: '/batches/{batchId}/resume',
    permission: 'all.operate',
    summary: 'Go on with a batch that was broken off',
    in: ResumeBatch,
    command: 'batch.resume',
  }),
  RULES,
  acts({
    method: 'PUT',
    path: '/rules',
    permission: 'all.rules',
    seen: RULES,
    summary: 'Put layers of rules in force in the place of those there are; all lists are judged by them',
    in: GivenRules,
    command: 'rules.put',
  }),
  listsWhole({
    path: '/rules/versions',
    permission: 'all.read',
    dearness: 'dear',
    summary: 'Every version of the rules that is kept, the newest first',
    in: Nothing,
    out: RuleSetRecord.omit({ rules: true }),
    find: async (_, { ports }) => (await versionsOfRules(ports)).toReversed(),
  }),
  answers({
    path: '/rules/{layer}',
    permission: 'all.read',
    summary: 'One layer of the rules in force, as data and in words',
    in: z.strictObject({ layer: z.string() }),
    out: Layer,
    answer: ({ layer }, { ports }) => showLayer(layer, ports),
  }),
  answers({
    method: 'POST',
    path: '/rules/try',
    permission: 'all.rules',
    dearness: 'dear',
    summary: 'What rules would change of the lists in force; nothing is put in force',
    in: GivenRules,
    out: Tried,
    answer: async (wish, { ports }) => {
      const { differences, ...run } = await tryRules(textOfRules(wish), ports);
      return {
        ...run,
        changed: differences.length,
        differences: differences.slice(0, MOST_DIFFERENCES),
      };
    },
  }),
  answers({
    path: '/commands/{commandId}',
    permission: 'all.read',
    summary: 'What was asked for that concerns all dealers, and what has come of it',
    in: z.strictObject({ commandId: z.string().max(64) }),
    out: CommandShown,
    answer: async ({ commandId }, { ports }) =>
      shownCommand(await commandOf({ dealerId: null, commandId }, ports)),
  }),
  lists({
    path: '/members',
    permission: 'all.members',
    summary: 'Everybody who has signed in, and who keeps the installation',
    in: Nothing,
    out: Member.omit({ issuer: true, subject: true }),
    page: async (_, part, { ports }) => pageOf(await listMembers(ports), part),
  }),
  listsWhole({
    path: '/audit',
    permission: 'all.read',
    summary: 'What was done for all dealers together, the newest first',
    in: z.strictObject({ since: z.iso.date().optional() }),
    out: Act,
    find: async (wish, { ports }) => (await readTrail(wish, ports)).acts.toReversed(),
  }),
  listsWhole({
    path: '/costs',
    permission: 'all.read',
    dearness: 'dear',
    summary: 'What each dealer has cost on each of the last 30 days, the newest and the dearest first',
    in: Nothing,
    out: Cost,
    find: (_, { ports }) => dailyCosts(undefined, ports),
  }),
  listsWhole({
    path: '/dealers/{dealerId}/costs',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'What a dealer has cost on each of the last 30 days, the newest first',
    in: OfDealer,
    out: Cost,
    find: ({ dealerId }, { ports }) => dailyCosts(dealerId, ports),
  }),
] as const;
