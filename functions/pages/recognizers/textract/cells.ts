import type { TextractBlock } from '#shared/textract-block.ts';

/** Which cell each word stands in, and what Textract says of it. */
export interface Cells {
  /** The cell's id by the id of a word; cells that are merged count as one. */
  byWord: ReadonlyMap<string, string>;
  /** Ids of the words in cells that Textract takes for headings of columns. */
  headings: ReadonlySet<string>;
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
  };
}
