import * as z from 'zod';
import { DealerRule } from '#contracts/dealer-rule.ts';
import bundled from './templates.json' with { type: 'json' };

/** Rules for everybody to copy and change; nothing comes of them as they stand here. The console says them in its languages. */
export const RULE_TEMPLATES: readonly DealerRule[] = z.array(DealerRule).parse(bundled);
