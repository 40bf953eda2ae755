import * as z from 'zod';

/** An address that takes a file. */
export const AddressShown = z.object({
  name: z.string(),
  url: z.string(),
  method: z.literal('PUT'),
  headers: z.record(z.string(), z.string()),
  expiresAt: z.string(),
});
