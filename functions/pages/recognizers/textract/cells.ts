import type { TextractBlock } from '#shared/textract-block.ts';

/** Which cell each word stands in, and what Textract says of it. */
export interface Cells {
  /** The cell's id by the id of a word; cells that are merged count as one. */
  byWord: ReadonlyMap<string, string>;
  /** Ids of the words in cells that Textract takes for headings of columns. */
  headings: ReadonlySet<string>;
  /** Ids of the words in rows of which one may have been torn in two. */
  torn: ReadonlySet<string>;
}

/** Ids of the blocks this one consists of. */
export function childrenOf({ Relationships = [] }: TextractBlock): string[] {
  return Relationships.filter(({ Type }) => Type === 'CHILD').flatMap(({ Ids }) => Ids);
}

export const ofType = (blocks: readonly TextractBlock[], type: string): TextractBlock[] =>
  blocks.filter(({ BlockType }) => BlockType === type);

export function cellsOf(blocks: readonly TextractBlock[]): Cells {
  const merged = ofType(blocks, 'MERGED_CELL').flatMap((cell) =>
    childrenOf(cell).map((part) => [part, cell.Id] as const),
  );
  const whole = new Map(merged);
  const cells = ofType(blocks, 'CELL');
  const isHeading = ({ EntityTypes = [] }: TextractBlock) => EntityTypes.includes('COLUMN_HEADER');
  return {
    byWord: new Map(
      cells.flatMap((cell) => childrenOf(cell).map((word) => [word, whole.get(cell.Id) ?? cell.Id])),
    ),
    headings: new Set(cells.filter(isHeading).flatMap(childrenOf)),
    torn: tornRows(blocks, new Set(whole.keys())),
  };
}

/** A row with fewer of its cells filled than this share of the others' is a row's second line, or its first. */
const FILLED = 0.5;

/**
 * Textract takes the second line of a cell for a row of its own where nothing is drawn between rows. Such a
 * row holds little, and not in its first cell alone as a label does; the rows beside it lack what it holds.
 */
function tornRows(blocks: readonly TextractBlock[], merged: ReadonlySet<string>): Set<string> {
  const byId = new Map(blocks.map((block) => [block.Id, block]));
  const tables = ofType(blocks, 'TABLE').map((table) =>
    childrenOf(table).flatMap((id) => byId.get(id) ?? []),
  );
  return new Set(tables.flatMap((cells) => tornWords(cells.filter(({ Id }) => !merged.has(Id)))));
}

function tornWords(cells: readonly TextractBlock[]): string[] {
  const filled = cells.filter((cell) => childrenOf(cell).length > 0);
  const rows = [...Map.groupBy(filled, ({ RowIndex = 0 }) => RowIndex)];
  const usual = rows.map(([, row]) => row.length).sort((one, other) => one - other)[rows.length >> 1] ?? 0;
  const isPart = (row: TextractBlock[]) =>
    row.length < usual * FILLED && row.some(({ ColumnIndex }) => ColumnIndex !== 1);
  const parts = rows.filter(([, row]) => isPart(row)).map(([index]) => index);
  const beside = rows.filter(([index]) => parts.some((part) => Math.abs(part - index) <= 1));
  return beside.flatMap(([, row]) => row.flatMap(childrenOf));
}
