import * as z from 'zod';
import { DealerRule } from '#contracts/dealer-rule.ts';
import bundled from './templates.json' with { type: 'json' };

const Said = z.tuple([z.string(), z.string()]);

const Template = z.strictObject({
  id: z.string(),
  /** Name and description. */
  says: z.strictObject({ en: Said, ru: Said }),
  rule: z.record(z.string(), z.unknown()),
});

export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

const TEMPLATES = z.array(Template).parse(bundled);

/** Rules for everybody to copy and change; nothing comes of them as they stand here. */
export const ruleTemplates = (language: Language): DealerRule[] =>
  TEMPLATES.map(({ id, says, rule }) => {
    const [name, description] = says[language];
    return DealerRule.parse({ ...rule, id, name, description });
  });
