import type { Box } from '#contracts/box.ts';
import { readPageTables } from '#functions/extract/page-tables.ts';
import type { Table } from '#functions/extract/table/table.ts';
import { centre, holds, unionOf } from '#pages/box.ts';
import type { Header } from '#pages/header.ts';
import type { Page, Word } from '#pages/page.ts';
import { linesOf } from '#pages/text.ts';

/** What a scanner and a recogniser do to a page. */
export interface Scan {
  /** Degrees clockwise by which the sheet lay askew, or on its side. */
  turned?: number;
  /** Points by which every corner may be off; `random` gives 0 to 1. */
  noise?: number;
  random?: () => number;
  /** What is read instead of a text. */
  misread?: (text: string) => string;
  /** 0 to 100. */
  confidence?: (text: string) => number;
  /** Like Textract where it finds none. */
  withoutTables?: boolean;
  /** Takes the last line of cells that wrap for a row of its own. */
  tearsRows?: boolean;
}

type Block = Record<string, unknown> & { Id: string };
type Corner = (point: readonly [number, number]) => { X: number; Y: number };

interface Piece {
  id: string;
  text: string;
  box: Box;
}

const RIGHT_ANGLE = 90;

/** Of the page as the scan shows it, in points. */
export const scannedSize = ({ width, height }: Page, { turned = 0 }: Scan): [number, number] =>
  Math.round(turned / RIGHT_ANGLE) % 2 === 0 ? [width, height] : [height, width];

/** Turns a point of the page about its middle and gives its share of the scan's width and height. */
const cornerOf = (page: Page, scan: Scan): Corner => {
  const { turned = 0, noise = 0, random = () => 0.5 } = scan;
  const [width, height] = scannedSize(page, scan);
  const [sin, cos] = [Math.sin((turned * Math.PI) / 180), Math.cos((turned * Math.PI) / 180)];
  const off = () => (random() * 2 - 1) * noise;
  return ([x, y]) => {
    const [dx, dy] = [x - page.width / 2, y - page.height / 2];
    return {
      X: (width / 2 + dx * cos - dy * sin + off()) / width,
      Y: (height / 2 + dx * sin + dy * cos + off()) / height,
    };
  };
};

const geometry = ([x0, y0, x1, y1]: Box, corner: Corner) => {
  const Polygon = (
    [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ] as const
  ).map(corner);
  const [xs, ys] = [Polygon.map(({ X }) => X), Polygon.map(({ Y }) => Y)];
  const [Left, Top] = [Math.min(...xs), Math.min(...ys)];
  return {
    BoundingBox: { Left, Top, Width: Math.max(...xs) - Left, Height: Math.max(...ys) - Top },
    Polygon,
    RotationAngle: 0,
  };
};

const relations = (Type: string, Ids: string[]) => (Ids.length > 0 ? [{ Type, Ids }] : []);

/** The ink of a text: capitals, figures and tall letters reach higher than the others, some hang below the line. */
const inkOf = (text: string, [x0, y0, x1, y1]: Box, fontSize: number): Box => {
  const baseline = (y0 + y1) / 2 + 0.26 * fontSize;
  const top = /[ÅÄÖ]/u.test(text) ? 0.92 : /[\p{Lu}\d bdfhklt€$%äöåi"']/u.test(text) ? 0.72 : 0.53;
  const bottom = /[gjpqy,;()]/u.test(text) ? 0.21 : 0.01;
  return [x0, baseline - top * fontSize, x1, baseline + bottom * fontSize];
};

/** Textract sees words: what stands between white. */
const piecesOf = ({ text, starts, box, fontSize }: Word, nextId: () => string): Piece[] =>
  [...text.matchAll(/\S+/gu)].map(({ 0: word, index }) => {
    const from = starts[index] ?? box[0];
    const to = starts[index + word.length] ?? box[2];
    return { id: nextId(), text: word, box: inkOf(word, [from, box[1], to, box[3]], fontSize) };
  });

interface Band {
  kind: 'header' | 'row' | 'label';
  top: number;
  bottom: number;
}

/** Rows of a table from top to bottom: the header if it is on this page, products, and labels between. */
const bandsOf = ({ header, rows, labels }: Table): Band[] => {
  const bands = [
    ...(header.box[3] > 0 ? [{ kind: 'header' as const, box: header.box }] : []),
    ...rows.map(({ cells }) => ({
      kind: 'row' as const,
      box: unionOf(Object.values(cells).map(({ box }) => box)),
    })),
    ...labels.map(({ box }) => ({ kind: 'label' as const, box })),
  ].sort((one, other) => centre(one.box)[1] - centre(other.box)[1]);
  const between = bands.slice(1).map(({ box }, at) => (box[1] + (bands[at]?.box[3] ?? 0)) / 2);
  const edges = [(bands[0]?.box[1] ?? 0) - 2, ...between, (bands.at(-1)?.box[3] ?? 0) + 2];
  return bands.map(({ kind }, at) => ({ kind, top: edges[at] as number, bottom: edges[at + 1] as number }));
};

/** A row cut above its last line, where its cells have more than one. */
const torn = (band: Band, pieces: readonly Piece[]): Band[] => {
  const inside = pieces.filter(({ box }) => centre(box)[1] > band.top && centre(box)[1] < band.bottom);
  const last = Math.max(...inside.map(({ box }) => box[1]));
  const above = inside.filter(({ box }) => box[3] < last);
  if (band.kind !== 'row' || above.length === 0) return [band];
  return [
    { ...band, bottom: last },
    { ...band, top: last },
  ];
};

const tableBlocks = (
  table: Table,
  pieces: readonly Piece[],
  nextId: () => string,
  { corner, tearsRows }: { corner: Corner; tearsRows: boolean },
) => {
  const { slots } = table;
  const bands = bandsOf(table).flatMap((band) => (tearsRows ? torn(band, pieces) : [band]));
  const cellAt = ({ kind, top, bottom }: Band, row: number) =>
    slots.map(({ from, to }, column): Block => {
      const box: Box = [from, top, to, bottom];
      const inside = pieces.filter((piece) => holds(box, centre(piece.box))).map(({ id }) => id);
      return {
        Id: nextId(),
        BlockType: 'CELL',
        Confidence: 95,
        RowIndex: row + 1,
        ColumnIndex: column + 1,
        RowSpan: 1,
        ColumnSpan: 1,
        Geometry: geometry(box, corner),
        Relationships: relations('CHILD', inside),
        ...(kind === 'header' && { EntityTypes: ['COLUMN_HEADER'] }),
      };
    });
  const rows = bands.map(cellAt);
  const range: [number, number] = [slots[0]?.from ?? 0, slots.at(-1)?.to ?? 0];
  const merged = bands.flatMap(({ kind, top, bottom }, row): Block[] =>
    kind === 'label'
      ? [
          {
            Id: nextId(),
            BlockType: 'MERGED_CELL',
            Confidence: 90,
            RowIndex: row + 1,
            ColumnIndex: 1,
            RowSpan: 1,
            ColumnSpan: slots.length,
            EntityTypes: ['TABLE_SECTION_TITLE'],
            Geometry: geometry([range[0], top, range[1], bottom], corner),
            Relationships: relations(
              'CHILD',
              (rows[row] as Block[]).map(({ Id }) => Id),
            ),
          },
        ]
      : [],
  );
  const whole: Box = [range[0], bands[0]?.top ?? 0, range[1], bands.at(-1)?.bottom ?? 0];
  const cells = rows.flat();
  return [
    {
      Id: nextId(),
      BlockType: 'TABLE',
      Confidence: 99,
      EntityTypes: ['STRUCTURED_TABLE'],
      Geometry: geometry(whole, corner),
      Relationships: [
        ...relations(
          'CHILD',
          cells.map(({ Id }) => Id),
        ),
        ...relations(
          'MERGED_CELL',
          merged.map(({ Id }) => Id),
        ),
      ],
    },
    ...cells,
    ...merged,
  ];
};

/** Wide gaps end a line, as they do for Textract. */
const linesOfPieces = (words: readonly Word[], piecesOfWord: ReadonlyMap<Word, Piece[]>): Piece[][] =>
  linesOf(words).flatMap((line) => {
    const lines: Word[][] = [];
    for (const word of line) {
      const last = lines.at(-1)?.at(-1);
      if (last && word.box[0] - last.box[2] < 0.6 * word.fontSize) lines.at(-1)?.push(word);
      else lines.push([word]);
    }
    return lines.map((words) => words.flatMap((word) => piecesOfWord.get(word) ?? []));
  });

/**
 * The blocks that Textract's analysis of tables gives for a page whose text layer we know: words with the
 * boxes of their ink, lines, and tables of cells. `header` is that of the page before, where this one has none.
 */
export const textractBlocks = (page: Page, header: Header | null = null, scan: Scan = {}) => {
  let ids = 0;
  const nextId = () => `block-${++ids}`;
  const corner = cornerOf(page, scan);
  const {
    misread = (text) => text,
    confidence = () => 99.6,
    withoutTables = false,
    tearsRows = false,
  } = scan;
  const words = page.words.filter(({ visible }) => visible);
  const piecesOfWord = new Map(words.map((word) => [word, piecesOf(word, nextId)]));
  const pieces = [...piecesOfWord.values()].flat();
  const read = readPageTables(page, header);
  const lines = linesOfPieces(words, piecesOfWord);
  const blocks: Block[] = [
    ...lines.map((line) => ({
      Id: nextId(),
      BlockType: 'LINE',
      Confidence: Math.min(...line.map(({ text }) => confidence(text))),
      Text: line.map(({ text }) => misread(text)).join(' '),
      Geometry: geometry(unionOf(line.map(({ box }) => box)), corner),
      Relationships: relations(
        'CHILD',
        line.map(({ id }) => id),
      ),
    })),
    ...pieces.map(({ id, text, box }) => ({
      Id: id,
      BlockType: 'WORD',
      Confidence: confidence(text),
      Text: misread(text),
      TextType: 'PRINTED',
      Geometry: geometry(box, corner),
    })),
    ...(withoutTables
      ? []
      : read.tables.flatMap(({ table }) => tableBlocks(table, pieces, nextId, { corner, tearsRows }))),
  ];
  const sheet: Block = {
    Id: nextId(),
    BlockType: 'PAGE',
    Geometry: geometry([0, 0, page.width, page.height], corner),
    Relationships: relations(
      'CHILD',
      blocks.filter(({ BlockType }) => BlockType === 'LINE').map(({ Id }) => Id),
    ),
  };
  return { blocks: [sheet, ...blocks], header: read.header };
};
