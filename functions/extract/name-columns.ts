import * as z from 'zod';
import { COLUMNS, type Column, type EngineAnswer, type PageProblem } from '#contracts/extracted.ts';
import type { Usage } from '#contracts/usage.ts';
import { asTold, reason } from '#messages/reason.ts';
import { type OpenDocument, UnreadableDocument } from '#pages/page.ts';
import { tableInDoubt, type UnnamedTable } from '#pages/unnamed-table.ts';
import { upright } from '#pages/upright.ts';
import { withCodes } from '#pages/with-codes.ts';
import { NAME_COLUMNS } from '#reference/prompts/name-columns.ts';
import { ServiceRefused, TransientFailure } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';
import { providersOf, type StandingPorts } from '#shared/providers.ts';
import { usageCost } from '#shared/usage-cost.ts';

/** The column of each printed heading, null for one that is none of ours, and what the answer cost. */
interface NamedColumns {
  columns: Record<string, Column | null>;
  usage: Usage;
}

/**
 * Tells what the columns of a table are by their headings and a few rows: structure only, never a value.
 * Throws `TransientFailure` when it may answer later and `NamingRefused` when it cannot.
 */
export interface ColumnNamer {
  readonly name: string;
  /** `headings` as printed, left to right; `rows` are a few sample rows, their cells in the headings' order. */
  nameColumns(headings: readonly string[], rows: readonly (readonly string[])[]): Promise<NamedColumns>;
}

/** This namer will never name these columns; the next of the chain may. The message says why. */
class NamingRefused extends Error {
  override readonly name = 'NamingRefused';
}

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

/** A list has one kind of table, or a few; more questions than these would be about something else. */
const MOST_QUESTIONS = 3;

/** What the namers said of the tables of a document, and what that cost. */
export interface Naming {
  names: Map<string, Column>;
  /** A note for each table, for a person to know. */
  notes: PageProblem[];
  declined: EngineAnswer['declined'];
  servicesUsd: number;
  /** Trouble that may pass, where nobody has named a table for it. */
  passing: TransientFailure | null;
}

/** Asks what the columns of the tables on these pages are, whose headings the lexicon does not know. */
export async function nameColumns(
  document: OpenDocument,
  pages: readonly number[],
  namers: readonly ColumnNamer[],
): Promise<Naming> {
  const naming: Naming = { names: new Map(), notes: [], declined: [], servicesUsd: 0, passing: null };
  const asked = new Set<string>();
  for (const page of pages) {
    const table = asked.size < MOST_QUESTIONS ? await tableOn(document, page) : null;
    const headings = table?.header.cells.map(({ text }) => text) ?? [];
    if (!table || asked.has(headings.join('\n'))) continue;
    asked.add(headings.join('\n'));
    await ask(table, page, namers, naming);
  }
  return naming;
}

async function tableOn(document: OpenDocument, page: number): Promise<UnnamedTable | null> {
  try {
    const table = tableInDoubt(withCodes(upright(await document.readPage(page)).page));
    return table?.isHeaded ? table : null;
  } catch (error) {
    if (error instanceof UnreadableDocument) return null;
    throw error;
  }
}

async function ask(
  { header, samples }: UnnamedTable,
  page: number,
  namers: readonly ColumnNamer[],
  naming: Naming,
): Promise<void> {
  const headings = header.cells.map(({ text }) => text);
  for (const namer of namers) {
    try {
      const answer = await namer.nameColumns(headings, samples);
      naming.servicesUsd += usageCost([answer.usage]);
      const note = reason('columns-named', { by: namer.name, columns: believe(answer, headings, naming) });
      naming.notes.push({ ...note, place: { page, box: header.box } });
      return;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (error instanceof TransientFailure) naming.passing = error;
      const declined = reason('declined-pages', { pages: String(page), cause: asTold(error.message) });
      naming.declined.push({ name: namer.name, reason: declined });
    }
  }
}

const isRefusal = (error: unknown): error is NamingRefused | TransientFailure =>
  error instanceof NamingRefused || error instanceof TransientFailure;

/** Takes the names of headings that stand on the page, and gives them ("Väri = color"); an answer about anything else is dropped. */
function believe({ columns }: NamedColumns, headings: readonly string[], { names }: Naming): string[] {
  const named = headings.flatMap((heading) => {
    const column = Object.hasOwn(columns, heading) ? columns[heading] : null;
    return column ? [[heading, column] as const] : [];
  });
  for (const [heading, column] of named) names.set(heading, column);
  return named.map(([heading, column]) => `${heading} = ${column}`);
}

/** The namers a configuration may name. */
export const COLUMN_NAMERS: Record<string, (ports: Pick<Ports, 'languageModel'>) => ColumnNamer> = {
  bedrock: bedrockNamer,
};

/** The namers that the configuration names, in its order. */
export const namersOf = (ports: Pick<Ports, 'languageModel' | 'parts'> & StandingPorts): ColumnNamer[] =>
  providersOf('columnNamers', COLUMN_NAMERS, 'nameColumns', ports);
