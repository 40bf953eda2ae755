import * as z from 'zod';
import { COLUMNS, type Column } from '#contracts/extracted.ts';
import { NAME_COLUMNS } from '#reference/prompts/name-columns.ts';
import { ServiceRefused } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';
import { type ColumnNamer, NamingRefused } from './column-namer.ts';

const MOST_TOKENS = 2000;
/** More rows, or more of a long cell, tell no more about a column. */
const SAMPLE_ROWS = 5;
const SAMPLE_LETTERS = 80;

const Answer = z.strictObject({
  columns: z.array(z.strictObject({ heading: z.string(), column: z.enum(COLUMNS).nullable() })).max(60),
});
type Named = z.infer<typeof Answer>['columns'];

const sample = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  JSON.stringify({
    headings,
    rows: rows.slice(0, SAMPLE_ROWS).map((cells) => cells.map((cell) => cell.slice(0, SAMPLE_LETTERS))),
  });

/**
 * Only headings that were asked, each with a column no other heading claims: of two that claim one, neither
 * is believed, nor a heading that was given two columns.
 */
function believable(headings: readonly string[], named: Named): Record<string, Column | null> {
  const claims = new Map<string, Set<Column | null>>();
  for (const { heading, column } of named)
    claims.set(heading, (claims.get(heading) ?? new Set()).add(column));
  const claimants = (column: Column) => headings.filter((heading) => claims.get(heading)?.has(column)).length;
  const columnOf = (heading: string): Column | null => {
    const [column, ...others] = claims.get(heading) ?? [];
    return column && others.length === 0 && claimants(column) === 1 ? column : null;
  };
  return Object.fromEntries(headings.map((heading) => [heading, columnOf(heading)]));
}

const asRefusal = (error: unknown): never => {
  if (error instanceof ServiceRefused) throw new NamingRefused(error.message, { cause: error });
  throw error;
};

/** Names columns with a language model, which sees headings and a few rows and gives nothing but names. */
export const bedrockNamer = ({ languageModel }: Pick<Ports, 'languageModel'>): ColumnNamer => ({
  name: 'bedrock',
  nameColumns: async (headings, rows) => {
    const question = {
      instructions: NAME_COLUMNS,
      text: sample(headings, rows),
      answer: Answer,
      maxTokens: MOST_TOKENS,
    };
    const { answer, usage } = await languageModel.ask(question).catch(asRefusal);
    return { columns: believable(headings, answer.columns), usage };
  },
});
