import { describe, expect, test } from 'vitest';
import { type Understood, understand } from '#functions/catalogue/meaning/understand.ts';
import type { PrintedRow } from '#functions/catalogue/spec-table.ts';
import { specificationOf } from '#functions/catalogue/specification.ts';
import { unitsOfLabel } from '#reference/measures/quantities.ts';
import { segment } from '../segment.ts';

const understood = (label: string, text: string): Understood => {
  const row: PrintedRow = {
    ...{ section: '', label, lines: [segment(label, 40, 100)], values: [segment(text, 200, 100)] },
    ...{ units: unitsOfLabel(label), panel: 0, placed: null, sharedAt: null },
  };
  return understand([{ box: [0, 0, 400, 400], engines: [], rows: [row] }], new Map())[0] as Understood;
};

/** Length, width and height in millimetres. */
const sizeOf = (label: string, text: string): unknown[] => {
  const { dimensions } = specificationOf(understood(label, text).table, 1, new Map());
  return ['overallLength', 'overallWidth', 'overallHeight'].flatMap((side) =>
    (dimensions[side] ?? []).map(({ mm }) => mm),
  );
};

describe("a machine's length, width and height in one cell", () => {
  test.each([
    ['Overall size (L × W × H)', '3 220 × 1 217 × 1 345 mm'],
    ['Abmessungen H/B/L', '1345/1217/3220 mm'],
    ['L x l x h', '3220 x 1217 x 1345 mm'],
    ['Mitat (P×L×K), mm', '3220 × 1217 × 1345'],
    ['Габариты (Д×Ш×В)', '322 × 121,7 × 134,5 см'],
    ['Mått: längd × bredd × höjd', '3.220 × 1.217 × 1.345 mm'],
    ['Size (L x W x H)', '126.8 x 47.9 x 53 in. (3220 x 1217 x 1345 mm)'],
  ])('"%s" tells their order', (label, text) => {
    expect(sizeOf(label, text)).toEqual([3220, 1217, 1345]);
  });

  test.each([
    ['Track (L × W × H)', '3923 × 406 × 76 mm'],
    ['Crate (L × W × H)', '3300 × 1250 × 1100 mm'],
    ['Overall size (W × L × H)', '3220 × 1217 × 1345 mm'],
    ['Overall size (L × W × H)', '126.8 × 47.9 × 53 in'],
    ['Dimensions', '3220 × 1217 × 1345 mm'],
  ])('"%s" of %s is none that anybody is sure of', (label, text) => {
    expect(sizeOf(label, text)).toEqual([]);
  });

  test('such values whose order nobody tells are proposed', () => {
    const { proposals } = understood('Dimensions', '3220 × 1217 × 1345 mm');
    expect(proposals.map(({ field }) => field)).toEqual(['dimensions.overallSize']);
  });
});
