import * as z from 'zod';

/** Money as the contracts carry it: the amount a decimal string with two digits ("18750.00"), never a float. */
export const Money = z.strictObject({
  amount: z.string().regex(/^-?\d+\.\d{2}$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type Money = z.infer<typeof Money>;

/** The amount without its point: a whole number of hundredths, to compare and to subtract. */
export const hundredths = ({ amount }: Money): bigint => BigInt(amount.replace('.', ''));
