import * as z from 'zod';
import models from '../models/brp-snowmobiles.json' with { type: 'json' };
import facts from './field-facts.json' with { type: 'json' };
import { FieldFact } from './field-facts.ts';

/** What the marketplace said at one time: its model names of one make, and its fields. */
export const Snapshot = z.strictObject({
  make: z.string().min(1),
  models: z.array(z.string().min(1)).min(1),
  fields: z.array(FieldFact).min(1),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** The one that comes with the program: names of August 2025, fields of November 2026. */
export const bundledSnapshot: Snapshot = Snapshot.parse({ make: 'BRP', models, fields: facts });
