import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { createMemory, type Memory } from './memory.ts';
import { limitMemory } from './memory-limit.ts';

/** A bomb stops here with the whole local host at about 460 MB; real lists need under 60 MB. */
const MAXIMUM_MEMORY_BYTES = 192 * 1024 * 1024;

const HOT_FUNCTIONS = [
  'FPDFPage_GetObject',
  'FPDFPageObj_GetType',
  'FPDFPageObj_GetMatrix',
  'FPDFPageObj_GetBounds',
  'FPDFPageObj_GetFillColor',
  'FPDFPageObj_GetStrokeColor',
  'FPDFPageObj_GetStrokeWidth',
  'FPDFPageObj_GetClipPath',
  'FPDFPageObj_HasTransparency',
  'FPDFPageObj_SetIsActive',
  'FPDFPageObj_CountMarks',
  'FPDFPageObj_GetMark',
  'FPDFPageObjMark_GetName',
  'FPDFClipPath_CountPaths',
  'FPDFClipPath_CountPathSegments',
  'FPDFClipPath_GetPathSegment',
  'FPDFPath_GetDrawMode',
  'FPDFPath_CountSegments',
  'FPDFPath_GetPathSegment',
  'FPDFPathSegment_GetPoint',
  'FPDFPathSegment_GetType',
  'FPDFPathSegment_GetClose',
  'FPDFTextObj_GetTextRenderMode',
  'FPDFTextObj_GetFont',
  'FPDFText_GetTextObject',
  'FPDFText_GetUnicode',
  'FPDFText_GetLooseCharBox',
  'FPDFText_GetCharBox',
  'FPDFText_GetFontSize',
  'FPDFText_GetMatrix',
  'FPDFText_GetCharOrigin',
  'FPDFText_IsGenerated',
] as const satisfies readonly (keyof WrappedPdfiumModule)[];

/** PDFium's C API, and the one owner of its memory. */
export interface Library {
  api: WrappedPdfiumModule;
  memory: Memory;
  /** After an abort inside WebAssembly: its memory is in no known state, and no call may follow. */
  broken: boolean;
}

let loading: Promise<Library> | undefined;

/** The loaded engine; loaded at the first call and after `discardLibrary`. */
export function library(): Promise<Library> {
  loading ??= load();
  return loading;
}

/** Forgets the engine, which has broken down. */
export function discardLibrary(): void {
  loading = undefined;
}

/** Where the engine's WebAssembly file lies: in the installed package, or in a Lambda layer laid out like it. */
function pdfiumWasmPath(): string {
  return createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
}

async function load(): Promise<Library> {
  const wasmBinary = limitMemory(readFileSync(pdfiumWasmPath()), MAXIMUM_MEMORY_BYTES);
  const silent = () => {};
  const overrides = { wasmBinary, print: silent, printErr: silent };
  const wrapped = await init(overrides as Parameters<typeof init>[0]);
  wrapped.PDFiumExt_Init();
  const api = { ...wrapped, ...directCalls(wrapped) };
  return { api, memory: createMemory(api), broken: false };
}

/**
 * The functions called for every object, glyph and segment, past the package's wrappers: those cost more than the calls.
 * A direct call gives 0 or 1 where the wrapped one gives a boolean.
 */
function directCalls(wrapped: WrappedPdfiumModule): Partial<WrappedPdfiumModule> {
  const exported = wrapped.pdfium.wasmExports as unknown as Record<string, unknown>;
  return Object.fromEntries(HOT_FUNCTIONS.map((name) => [name, exported[name]]));
}
