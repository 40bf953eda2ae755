import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { UsageError } from '#cli/command.ts';
import { LAYERS } from '#contracts/validated.ts';
import { BadRuleSet, parseRuleSet, type RuleProblem } from '#reference/rules/parse-rule-set.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { lineOf } from './json-lines.ts';

/** One layer or more, as `rules show LAYER --json` prints it; layers that are not named stay as they are. */
const RulesFile = z.strictObject({ layers: z.partialRecord(z.enum(LAYERS), z.unknown()) });

const wrong = (file: string, lines: string[]): UsageError =>
  new UsageError([`${file} holds no rules that can be put:`, ...lines].join('\n  '));

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
};

const parseJson = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(file, [(error as Error).message]);
  }
};

const problemLine = (text: string, { path, place, reason }: RuleProblem): string =>
  `line ${lineOf(text, path)}: ${place}: ${reason}`;

/**
 * The layers in force with those of the file in their place. Throws `UsageError` naming the line, the rule
 * and the reason of everything wrong in it.
 */
export const readRulesFile = async (file: string, inForce: RuleSet): Promise<RuleSet['layers']> => {
  const text = await textOf(file);
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
