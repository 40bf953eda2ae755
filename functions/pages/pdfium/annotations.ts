import type { Box } from '#contracts/box.ts';
import { type Matrix, transformBox } from '../matrix.ts';
import type { TypedText } from '../note-words.ts';
import type { Doubt } from '../page.ts';
import type { Library } from './library.ts';

/** FPDF_ANNOT_*: kinds that draw nothing of their own on the page. */
const UNDRAWN: ReadonlySet<number> = new Set([2, 16]);

/** FPDF_ANNOT_*: what somebody has put on a text to say that it does not hold as printed. */
const MEANINGS: Readonly<Record<number, Doubt>> = {
  // Free text, stamp, redaction
  3: 'covered',
  13: 'covered',
  28: 'covered',
  // Line, polygon, polyline, strike-out, ink
  4: 'struck',
  7: 'struck',
  8: 'struck',
  12: 'struck',
  15: 'struck',
};

/** FPDF_ANNOT_*, free text, line, polygon, polyline, stamp: without an appearance of their own other viewers make one. */
const DRAWN_BY_VIEWERS: ReadonlySet<number> = new Set([3, 4, 7, 8, 13]);

/** A note that a person has put on the page. */
export interface Note {
  box: Box;
  /** What it makes of the text that it is drawn on; null for marks that leave it as it is. */
  meaning: Doubt | null;
  /** True where this engine does not draw what others do. */
  isUndrawn: boolean;
  /** What is typed there; null where nothing is. */
  typed: TypedText | null;
}

/** FPDF_ANNOT_FLAG_*: hidden, and with that, not for the screen. */
const HIDDEN = 2;
const UNSHOWN = HIDDEN | 32;

/** The notes of a loaded page that may be drawn, boxes as seen; those of layers that are off are hidden for good. */
export function notesOn(
  engine: Library,
  page: number,
  { toView, offNotes }: { toView: Matrix; offNotes: ReadonlySet<number> },
): Note[] {
  const { api, memory } = engine;
  const notes: Note[] = [];
  const count = api.FPDFPage_GetAnnotCount(page);
  for (let index = 0; index < count; index++) {
    const note = api.FPDFPage_GetAnnot(page, index);
    if (note === 0) continue;
    const isOff = offNotes.has(api.EPDFAnnot_GetObjectNumber(note));
    const flags = api.FPDFAnnot_GetFlags(note);
    if (isOff) api.FPDFAnnot_SetFlags(note, flags | HIDDEN);
    const kind = api.FPDFAnnot_GetSubtype(note);
    api.FPDFAnnot_GetRect(note, memory.slot(0));
    const box = transformBox(toView, memory.fourFloats());
    const isUndrawn =
      DRAWN_BY_VIEWERS.has(kind) && !api.FPDFAnnot_HasKey(note, 'AP') && (flags & UNSHOWN) === 0;
    const typed = (flags & UNSHOWN) === 0 ? typedIn(engine, note, kind, box) : null;
    api.FPDFPage_CloseAnnot(note);
    if (!isOff && !UNDRAWN.has(kind)) notes.push({ box, meaning: MEANINGS[kind] ?? null, isUndrawn, typed });
  }
  return notes;
}

/** FPDF_ANNOT_*, comments, free text, insertions and fields of a form: where what they show, or say when opened, is kept. */
const TYPED_IN: Readonly<Record<number, string>> = {
  1: 'Contents',
  3: 'Contents',
  14: 'Contents',
  20: 'V',
};

function typedIn(engine: Library, note: number, kind: number, box: Box): TypedText | null {
  const key = TYPED_IN[kind];
  const text = key ? stringOf(engine, note, key) : '';
  return text.trim() === '' ? null : { text, box, appearance: stringOf(engine, note, 'DA') };
}

function stringOf({ api, memory }: Library, note: number, key: string): string {
  const room = memory.hold(new Uint8Array(api.FPDFAnnot_GetStringValue(note, key, 0, 0)));
  const length = api.FPDFAnnot_GetStringValue(note, key, room.pointer, room.length);
  const text = Buffer.from(memory.copy(room.pointer, length)).toString('utf16le').replace('\0', '');
  room.release();
  return text;
}
