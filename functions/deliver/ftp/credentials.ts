import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import { ConfigurationError } from '#shared/errors.ts';
import type { Secrets } from '#shared/ports.ts';

const FtpCredentials = z.object({
  host: z.string().min(1),
  port: z.coerce.number().int().min(1).max(65535).default(21),
  username: z.string().min(1),
  password: z.string().min(1),
});
export type FtpCredentials = z.infer<typeof FtpCredentials>;

/** A dealer's access to its host. Throws `ConfigurationError` naming what the secret lacks, never what it holds. */
export const ftpCredentials = async (
  { secretName }: NonNullable<Dealer['ftp']>,
  secrets: Secrets,
): Promise<FtpCredentials> => {
  const parsed = FtpCredentials.safeParse(await secrets.read(secretName));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new ConfigurationError(`The secret ${secretName} lacks or misstates: ${wrong}`, {
    stage: 'deliver',
  });
};
