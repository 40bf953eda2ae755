import * as z from 'zod';
import { DAYS_KEPT } from '#reference/retention.ts';
import { Breakers } from '#shared/breaker-state.ts';
import { MONITORING } from '#shared/meter.ts';
import { Models } from '#shared/models.ts';
import { Parts } from '#shared/parts.ts';

export const ENVIRONMENTS = ['dev', 'staging', 'prod'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

const days = z.number().int().positive();
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'hours and minutes, such as 03:00');

/** Calls of `admit` at once: two is the fewest that a queue takes, and all that a new account has room for. */
export const admissionsOf = ({ quota }: { quota: number }): number => Math.max(2, Math.floor(quota / 100));

/** Functions that run beside files: deliveries, two where none have places of their own, calls of `admit`, and a round. */
const besideFiles = ({ quota, deliveries = 2 }: { quota: number; deliveries?: number | undefined }): number =>
  deliveries + admissionsOf({ quota }) + 1;

/** What Lambda takes: 128 to 10 240 MB, at most 900 seconds. */
const Size = z.strictObject({
  memoryMb: z.number().int().min(128).max(10_240),
  timeoutSeconds: z.number().int().min(1).max(900),
  /** Of `/tmp`, where there need be more than Lambda's own 512. */
  scratchMb: z.number().int().min(512).max(10_240).optional(),
});

/** Everything that differs, or may differ, between environments. Unknown keys are refused. */
export const Settings = z.strictObject({
  environment: z.enum(ENVIRONMENTS),
  /** Table and buckets refuse to be deleted, and outlive the stack. */
  deletionProtection: z.boolean(),
  windows: z.strictObject({
    timeZone: z.string(),
    /** When Avito may begin to load a feed. */
    opensAt: z.array(timeOfDay).min(1),
    /** How long before the window delivery begins. */
    leadMinutes: z.number().int().min(10).max(120),
    /** How long before it the opening check starts; Scheduler is precise to the minute, the check waits. */
    checkLeadMinutes: z.number().int().min(1).max(5),
  }),
  retention: z.strictObject({
    /** Versions of a price list that a newer file of the same name has replaced. */
    replacedFilesDays: days,
    /** `uploads/…` among the assets: pictures that were sent and never kept. */
    uploadsDays: days,
    /** `runs/…`: a list or a book stays in force for two seasons at most, and a refresh reads it again. */
    runsDays: days,
    /** `feeds/…`: a roll-back needs the very bytes. */
    feedsDays: days,
    /** `reports/…`: reports and archives, made when they are asked for. */
    reportsDays: days,
    /** CloudWatch keeps logs for certain numbers of days only. */
    logsDays: z.literal([7, 30, 90, 365]),
    accessLogsDays: days,
  }),
  functions: z.strictObject({
    intake: Size,
    extract: Size,
    match: Size,
    validate: Size,
    generate: Size,
    deliver: Size,
    verdict: Size,
    'read-pages': Size,
    assemble: Size,
    catalogue: Size,
    stock: Size,
    market: Size,
    batch: Size,
    watch: Size,
    canary: Size,
    remind: Size,
    refresh: Size,
    close: Size,
    'close-failed': Size,
    reconcile: Size,
    admit: Size,
    'api-dealer': Size,
    'api-operators': Size,
    'carry-out': Size,
    'hints-open': Size,
    'hints-tell': Size,
  }),
  /** The API and the console, which CloudFront serves under one address. */
  api: z.strictObject({
    /** Where people sign in; absent: at a user pool of the stack. */
    provider: z.strictObject({ issuer: z.url(), audience: z.string() }).optional(),
    /** Verified e-mail addresses of the first admins. */
    admins: z.array(z.email().toLowerCase()),
    /** ARN of a web ACL of WAF in us-east-1, in front of everything. */
    firewall: z.string().startsWith('arn:').optional(),
    /** Requests a second, of all callers together, beyond which the gateway answers 429. */
    requestsPerSecond: z.number().int().positive(),
  }),
  /** The plan that a new dealer is given: `feedwright plans list`; who is there already keeps what it has. */
  plan: z.string(),
  /** How many functions run at once: the account's quota, and who gets how much of it (docs/deploying.md). */
  concurrency: z
    .strictObject({
      /** "Concurrent executions" of Lambda in the account and region: 10 in a new account, else 1,000. */
      quota: z.number().int().min(10),
      /** Dropped files that are worked on at once. */
      files: z.number().int().min(1),
      /** Of one dealer, so that others find room beside it. */
      filesPerDealer: z.number().int().min(1),
      /** Files of a batch that are worked on at once (S1-31), beside those. */
      batchFiles: z.number().int().min(1).max(1_000),
      /** Places that nothing but deliveries takes; Lambda reserves none where fewer than 100 would be left. */
      deliveries: z.number().int().min(1).optional(),
    })
    .refine((all) => all.files + all.batchFiles + besideFiles(all) <= all.quota, {
      message:
        'files, batchFiles, deliveries (two where none are reserved), calls of admit (a hundredth, two at least) and a round must fit into the quota',
    })
    .refine(({ quota, deliveries = 0 }) => deliveries === 0 || quota - deliveries >= 100, {
      message: 'Lambda reserves places for deliveries only where 100 are left for all others',
    }),
  /** A web address of one's own for dealers without a host; absent where all have theirs. */
  site: z
    .strictObject({
      /** The address by which the feeds are known, and its certificate in us-east-1; else CloudFront's own name. */
      domain: z.strictObject({ name: z.string(), certificateArn: z.string() }).optional(),
    })
    .optional(),
  /** Which implementation stands in each replaceable place. */
  parts: Parts,
  /** Which models those parts ask that ask one. */
  models: Models,
  /** When a service outside counts as down; one that is not named has the built-in settings. */
  breakers: Breakers,
  /** `few`: alarms of high severity and the metrics that they read, no dashboard; see `npm run cost`. */
  monitoring: z.enum(MONITORING),
  alarms: z.strictObject({
    /** A stage below this share of successful calls raises an alarm (S0-66). */
    successRatePercent: z.number().min(0).max(100),
    /** How long nothing may come of a document that is being worked on. */
    stuckMinutes: z.number().positive(),
    /** How long a feed may be held without anybody's decision; the one before stays live. */
    heldHours: z.number().positive(),
    /** USD that functions and paid services may cost within a day. */
    costPerDay: z.number().positive(),
    /** Who is told by e-mail; each has to confirm once. */
    subscribers: z.array(z.email()),
    /** Which dealers are told of deliveries that need them, by id; each address has to confirm once. */
    dealers: z.record(z.string(), z.array(z.email())),
  }),
});
export type Settings = z.infer<typeof Settings>;

/**
 * More memory is more CPU: 1769 MB are one core. Each time-out is shorter than the task's in the state
 * machine, so that it is the function that gives up, with a log line of its own.
 */
const FUNCTION_SIZES: Settings['functions'] = {
  intake: { memoryMb: 1024, timeoutSeconds: 25 },
  extract: { memoryMb: 1769, timeoutSeconds: 55 },
  match: { memoryMb: 1769, timeoutSeconds: 590 },
  // Rows beyond a thousand lie in scratch files, as they came and as they were judged.
  validate: { memoryMb: 1769, timeoutSeconds: 890, scratchMb: 1_024 },
  generate: { memoryMb: 1769, timeoutSeconds: 590, scratchMb: 4_096 },
  deliver: { memoryMb: 1024, timeoutSeconds: 590, scratchMb: 2_048 },
  verdict: { memoryMb: 1024, timeoutSeconds: 590, scratchMb: 1_024 },
  'read-pages': { memoryMb: 1769, timeoutSeconds: 590 },
  assemble: { memoryMb: 1769, timeoutSeconds: 290 },
  catalogue: { memoryMb: 1769, timeoutSeconds: 55 },
  stock: { memoryMb: 1769, timeoutSeconds: 590 },
  market: { memoryMb: 1769, timeoutSeconds: 590 },
  batch: { memoryMb: 512, timeoutSeconds: 590 },
  watch: { memoryMb: 512, timeoutSeconds: 590 },
  canary: { memoryMb: 512, timeoutSeconds: 50 },
  remind: { memoryMb: 1769, timeoutSeconds: 590 },
  refresh: { memoryMb: 512, timeoutSeconds: 50 },
  close: { memoryMb: 512, timeoutSeconds: 50 },
  'close-failed': { memoryMb: 512, timeoutSeconds: 50 },
  reconcile: { memoryMb: 512, timeoutSeconds: 890 },
  admit: { memoryMb: 512, timeoutSeconds: 20 },
  // A gateway waits for 30 seconds.
  'api-dealer': { memoryMb: 1769, timeoutSeconds: 29 },
  'api-operators': { memoryMb: 1769, timeoutSeconds: 29 },
  // An archive of all that is held of a dealer, of 5 GB at most, is made in a file; so are its records before.
  'carry-out': { memoryMb: 1769, timeoutSeconds: 890, scratchMb: 10_240 },
  'hints-open': { memoryMb: 512, timeoutSeconds: 10 },
  'hints-tell': { memoryMb: 512, timeoutSeconds: 60 },
};

const COMMON = {
  deletionProtection: false,
  windows: {
    timeZone: 'Europe/Moscow',
    opensAt: ['03:00', '11:00', '19:00'],
    leadMinutes: 45,
    checkLeadMinutes: 1,
  },
  retention: DAYS_KEPT.tried,
  functions: FUNCTION_SIZES,
  api: { admins: [], requestsPerSecond: 100 },
  plan: 'starter',
  concurrency: { quota: 10, files: 3, filesPerDealer: 2, batchFiles: 2 },
  parts: Parts.parse({}),
  models: Models.parse({}),
  breakers: Breakers.parse({}),
  monitoring: 'few',
  alarms: {
    successRatePercent: 95,
    stuckMinutes: 60,
    heldHours: 24,
    costPerDay: 5,
    subscribers: [],
    dealers: {},
  },
} satisfies Omit<Settings, 'environment'>;

const BY_ENVIRONMENT: Record<EnvironmentName, Settings> = {
  dev: { ...COMMON, environment: 'dev' },
  staging: { ...COMMON, environment: 'staging' },
  prod: {
    ...COMMON,
    environment: 'prod',
    monitoring: 'whole',
    deletionProtection: true,
    concurrency: { quota: 1_000, files: 200, filesPerDealer: 8, batchFiles: 40, deliveries: 100 },
    retention: DAYS_KEPT.done,
  },
};

/** Settings that hold. Throws with a line for each that does not, so that nothing is made of them. */
export const checkedSettings = (environment: EnvironmentName, settings: unknown): Settings => {
  const { data, error } = Settings.safeParse(settings);
  if (data) return data;
  throw new Error(
    `The settings of ${environment} do not hold; mend them in infra/settings.ts:\n${z.prettifyError(error)}`,
  );
};

/** The settings of one environment, checked. */
export const settingsOf = (environment: EnvironmentName): Settings =>
  checkedSettings(environment, BY_ENVIRONMENT[environment]);
