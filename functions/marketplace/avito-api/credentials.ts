import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import { ConfigurationError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';

const AVITO = 'https://api.avito.ru';

const isLoopback = (url: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

/** A token that is sent in the open is anybody's. */
const BaseUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith('https:') || isLoopback(url), 'write an address that begins with https://')
  .transform((url) => url.replace(/\/+$/, ''));

/** What the secret of a dealer's account holds: the keys of its settings page; `baseUrl` where somebody plays Avito. */
const Credentials = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  baseUrl: BaseUrl.default(AVITO),
});
export type Credentials = z.infer<typeof Credentials>;

/** The keys of a dealer's account. Throws `ConfigurationError` that names what the secret lacks, and never what it holds. */
export const credentialsOf = async (
  { secretName }: NonNullable<Dealer['avito']>,
  { secrets }: Pick<Ports, 'secrets'>,
): Promise<Credentials> => {
  const { data, error } = Credentials.safeParse(await secrets.read(secretName));
  if (data) return data;
  const wrong = [...new Set(error.issues.map(({ path }) => path.join('.')))].join(', ');
  throw new ConfigurationError(`The secret ${secretName} lacks or misstates: ${wrong}`, { stage: 'verdict' });
};

const originOf = (url: string): string => new URL(url).origin;

/** Whether a token may be sent there: hosts of Avito, and the one that the secret names. */
export const isAvitoHost = (url: string, { baseUrl }: Pick<Credentials, 'baseUrl'>): boolean => {
  const { hostname, protocol } = new URL(url);
  const isOfAvito = protocol === 'https:' && /(?:^|\.)avito\.ru$/.test(hostname);
  return isOfAvito || originOf(url) === originOf(baseUrl);
};
