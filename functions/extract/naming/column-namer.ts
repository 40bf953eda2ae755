import type { Column } from '#contracts/extracted.ts';
import type { Usage } from '#contracts/usage.ts';

/** The column of each printed heading, null for one that is none of ours, and what the answer cost. */
export interface NamedColumns {
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
export class NamingRefused extends Error {
  override readonly name = 'NamingRefused';
}
