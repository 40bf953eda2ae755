import type { Column, EngineAnswer, PageProblem } from '#contracts/extracted.ts';
import { type OpenDocument, UnreadableDocument } from '#pages/page.ts';
import { type UnnamedTable, unnamedTable } from '#pages/unnamed-table.ts';
import { upright } from '#pages/upright.ts';
import { TransientFailure } from '#shared/errors.ts';
import { usageCost } from '#shared/usage-cost.ts';
import { type ColumnNamer, type NamedColumns, NamingRefused } from './column-namer.ts';

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
    return unnamedTable(upright(await document.readPage(page)).page);
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
      const said = believe(answer, headings, naming);
      naming.notes.push({ page, box: header.box, category: 'columns-named', text: `${namer.name}: ${said}` });
      return;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (error instanceof TransientFailure) naming.passing = error;
      naming.declined.push({ name: namer.name, reason: `page ${page}: ${error.message}` });
    }
  }
}

const isRefusal = (error: unknown): error is NamingRefused | TransientFailure =>
  error instanceof NamingRefused || error instanceof TransientFailure;

/** Takes the names of headings that stand on the page; an answer about anything else is dropped. */
function believe({ columns }: NamedColumns, headings: readonly string[], { names }: Naming): string {
  const named = headings.flatMap((heading) => {
    const column = Object.hasOwn(columns, heading) ? columns[heading] : null;
    return column ? [[heading, column] as const] : [];
  });
  for (const [heading, column] of named) names.set(heading, column);
  return named.map(([heading, column]) => `${heading} = ${column}`).join(', ') || 'no column is known';
}
