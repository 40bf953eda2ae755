import type { PdfObjects } from './pdf-objects.ts';

const SWITCHED_OFF = /\/OFF\s*\[([\d\sR]*)\]/g;
const LAYER = /\/OC\s+(\d+)\s+\d+\s+R/;

/**
 * The numbers of the notes of a file that stand on a layer which every configuration of layers switches off (ISO 32000-2,
 * 8.11): a viewer shows none of them, while PDFium draws them.
 */
export function notesOnOffLayers({ text, all }: PdfObjects): ReadonlySet<number> {
  const lists = [...text.matchAll(SWITCHED_OFF)].map(([, listed = '']) => new Set(numbersIn(listed)));
  const isOff = (layer: number) => lists.every((list) => list.has(layer));
  const notes = new Set<number>();
  if (lists.length === 0) return notes;
  for (const [number, written] of all()) {
    const [, layer] = LAYER.exec(written) ?? [];
    if (layer !== undefined && written.includes('/Rect') && isOff(Number(layer))) notes.add(number);
  }
  return notes;
}

const numbersIn = (listed: string): number[] =>
  [...listed.matchAll(/(\d+)\s+\d+\s+R/g)].map(([, number]) => Number(number));

/** True where layers of a file say whether they show on the screen, or on paper (ISO 32000-2, table 100). */
export const hasLayersOfMedia = ({ text }: PdfObjects): boolean => /\/(?:Print|View)State\b/.test(text);
