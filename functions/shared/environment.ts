import * as z from 'zod';
import { Breakers } from './breaker-state.ts';
import { ConfigurationError } from './errors.ts';
import { MONITORING } from './meter.ts';
import { Models } from './models.ts';
import { Parts } from './parts.ts';

/** `bucket-name` on AWS, `file:///folder` on one machine. */
const store = z.string().min(1);

/** What every function is told by its environment; `stage-function.ts` sets it, nothing else is read. */
export const Environment = z.object({
  FEEDWRIGHT_INBOX: store,
  /** Where one machine keeps what a newer file replaces; S3 keeps versions itself. */
  FEEDWRIGHT_INBOX_VERSIONS: store.optional(),
  FEEDWRIGHT_ARTEFACTS: store,
  FEEDWRIGHT_ASSETS: store,
  FEEDWRIGHT_TABLE: z.string().min(1),
  /** The table of the audit trail. */
  FEEDWRIGHT_AUDIT: z.string().min(1),
  /** ARN prefix of the state machines: the machine's own name follows. */
  FEEDWRIGHT_MACHINES: z.string().min(1),
  /** What the user's own web address serves; unset where all dealers have hosts of their own. */
  FEEDWRIGHT_SITE: store.optional(),
  /** JSON of what the API is told beside all others: `api/lambda/settings.ts`; set for its functions alone. */
  FEEDWRIGHT_API: z.string().optional(),
  /** Address of the gateway that holds the sockets of open pages; set for the functions alone that speak to them. */
  FEEDWRIGHT_HINTS: z.string().optional(),
  /** Whether dealers may name hosts inside private networks: only where all of them are the user's own. */
  FEEDWRIGHT_PRIVATE_HOSTS: z.enum(['refused', 'allowed']).default('refused'),
  /** Where the public URLs of the shipped dealers are asked; set on one machine only. */
  FEEDWRIGHT_PUBLIC_WEB: z.url().optional(),
  /** JSON of `Parts`; what it leaves out stands by default. */
  FEEDWRIGHT_PARTS: z
    .string()
    .default('{}')
    .transform((text) => JSON.parse(text))
    .pipe(Parts),
  /** JSON of `Models`; what it leaves out stands by default. */
  FEEDWRIGHT_MODELS: z
    .string()
    .default('{}')
    .transform((text) => JSON.parse(text))
    .pipe(Models),
  /** JSON of `Breakers`; what it leaves out stands by default. */
  FEEDWRIGHT_BREAKERS: z
    .string()
    .default('{}')
    .transform((text) => JSON.parse(text))
    .pipe(Breakers),
  /** How much is told of calls and of what there is. */
  FEEDWRIGHT_MONITORING: z.enum(MONITORING).default('whole'),
  /** Dropped files that are worked on at once: of all dealers, and of one. */
  FEEDWRIGHT_PLACES: z.coerce.number().int().positive().default(4),
  FEEDWRIGHT_PLACES_PER_DEALER: z.coerce.number().int().positive().default(4),
  /** The plan that a new dealer is given; who runs its own machine limits nobody unless it says so. */
  FEEDWRIGHT_PLAN: z.string().default('unlimited'),
  /** Files of a batch that are worked on at once. */
  FEEDWRIGHT_BATCH_AT_ONCE: z.coerce.number().int().positive().default(2),
  /** MB, set by Lambda. */
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: z.coerce.number().default(1024),
});
export type Environment = z.infer<typeof Environment>;

/** The environment, checked. Throws `ConfigurationError` naming each variable that is missing or wrong. */
export const parseEnvironment = (variables: NodeJS.ProcessEnv): Environment => {
  const parsed = Environment.safeParse(variables);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigurationError(`The environment is incomplete: ${wrong.join('; ')}`, {
    stage: 'configuration',
  });
};
