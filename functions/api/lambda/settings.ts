import * as z from 'zod';
import { ConfigurationError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';
import { Provider } from '../identity/provider.ts';

/** What CloudFront sends with each request, whatever its caller has sent under these names. */
export const ORIGIN_HEADER = 'x-feedwright-origin';
export const ADDRESS_HEADER = 'x-feedwright-address';

/** What the API's functions are told beside what every function is told. */
export const LambdaSettings = z.strictObject({
  provider: Provider,
  /** Names of the secrets: what CloudFront proves itself by, and what signs cursors and makes tokens. */
  secrets: z.strictObject({ origin: z.string(), key: z.string() }),
  /** ARNs of what the dealers' function becomes: to find out who asks, and for one dealer. */
  roles: z.strictObject({ caller: z.string(), dealer: z.string() }).optional(),
  /** Where pages listen for changes, by WebSocket. */
  hintsAt: z.string(),
  /** From when on something is told as health: the same as the alarms'. */
  alarms: z.object({
    ...{ successRatePercent: z.number(), stuckMinutes: z.number() },
    ...{ heldHours: z.number(), costPerDay: z.number() },
  }),
  /** Verified e-mail addresses whose members are admins: somebody has to be the first. */
  admins: z.array(z.email().toLowerCase()).default([]),
});
export type LambdaSettings = z.infer<typeof LambdaSettings>;

/** Throws `ConfigurationError` where the function is told nothing. */
export const lambdaSettings = (told: string | undefined): LambdaSettings => {
  if (told !== undefined) return LambdaSettings.parse(JSON.parse(told));
  throw new ConfigurationError('FEEDWRIGHT_API says nothing of the API', { stage: 'configuration' });
};

/** With less, cursors and tokens of programs could be made up, and whoever sends nothing would come from CloudFront. */
const SHORTEST_SECRET = 32;

const secretValue = async (name: string, { secrets }: Pick<Ports, 'secrets'>): Promise<string> => {
  const { value = '' } = await secrets.read(name);
  if (value.length >= SHORTEST_SECRET) return value;
  throw new ConfigurationError(
    `The secret ${name} needs a field "value" of ${SHORTEST_SECRET} signs or more: put one there (docs/deploying.md)`,
    { stage: 'configuration' },
  );
};

/** What CloudFront proves itself by, and what signs. Throws `ConfigurationError` for one that protects nothing. */
export const apiSecrets = async (
  { secrets: { origin, key } }: Pick<LambdaSettings, 'secrets'>,
  ports: Pick<Ports, 'secrets'>,
): Promise<{ origin: string; key: string }> => {
  const [first, second] = await Promise.all([secretValue(origin, ports), secretValue(key, ports)]);
  return { origin: first, key: second };
};
