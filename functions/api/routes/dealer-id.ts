import * as z from 'zod';

/** The part of the path that says whose. */
export const OfDealer = z.strictObject({ dealerId: z.string().max(40) });
