import * as z from 'zod';
import { LAYERS } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { BadRuleSet, parseRuleSet, type RuleProblem } from '#reference/rules/parse-rule-set.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { Refusal } from '../refusal.ts';
import { lineOf } from './json-lines.ts';

/** One layer or more, as `rules show LAYER --json` prints it; layers that are not named stay as they are. */
const RulesFile = z.strictObject({ layers: z.partialRecord(z.enum(LAYERS), z.unknown()) });

const wrong = (file: string, faults: string[]): Refusal =>
  new Refusal(reason('rules-wrong', { origin: file, faults }));

const parseJson = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(file, [(error as Error).message]);
  }
};

const problemLine = (text: string, { path, place, reason }: RuleProblem): string =>
  `line ${lineOf(text, path)}: ${place}: ${reason}`;

/** The text of a rules file, and what to call it where it is wrong. */
export const RulesText = z.strictObject({ text: z.string(), origin: z.string() });

/**
 * The layers in force with those of the text in their place. Throws `Refusal` naming the line, the rule and the
 * reason of everything wrong in it.
 */
export const readRules = (
  { text, origin: file }: z.infer<typeof RulesText>,
  inForce: RuleSet,
): RuleSet['layers'] => {
  const given = RulesFile.safeParse(parseJson(file, text));
  if (!given.success)
    throw wrong(
      file,
      given.error.issues.map(
        ({ path, message }) => `line ${lineOf(text, path)}: ${path.join('.')}: ${message}`,
      ),
    );
  try {
    return parseRuleSet({ ...inForce, layers: { ...inForce.layers, ...given.data.layers } }).layers;
  } catch (error) {
    if (!(error instanceof BadRuleSet)) throw error;
    throw wrong(
      file,
      error.problems.map((problem) => problemLine(text, problem)),
    );
  }
};
