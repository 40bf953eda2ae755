import type { OPS, PDFPageProxy } from 'pdfjs-dist';
import type { Box } from '#contracts/box.ts';
import { straightened } from '../askew.ts';
import { compose, type Matrix, transformBox } from '../matrix.ts';
import type { Page } from '../page.ts';
import { wordsOf } from '../text-runs.ts';
import { type Canvas, emptyCanvas } from './canvas.ts';
import { fontFace } from './font.ts';
import type { Operator, Operators } from './operators.ts';
import { PATH_OPERATORS } from './path-operators.ts';
import { PICTURE_OPERATORS } from './picture-operators.ts';
import { looksOn, type Note } from './sight.ts';
import { STATE_OPERATORS } from './state-operators.ts';
import { TEXT_OPERATORS } from './text-operators.ts';

const OPERATORS: Operators = {
  ...STATE_OPERATORS,
  ...TEXT_OPERATORS,
  ...PATH_OPERATORS,
  ...PICTURE_OPERATORS,
};

/** Form fields and notes belong to the viewer: PDFium's page leaves them out too. */
const NO_ANNOTATIONS = 0;

/** What a file says of how its pages look. */
export interface FileLook {
  /** Names of fonts that say to be other letters than they draw. */
  contradicted: ReadonlySet<string>;
  /** True where what is painted may be painted with no ink: pdf.js gives it a colour. */
  hasInkOfNone: boolean;
  /** Numbers of notes that no viewer shows, since their layer is off. */
  offNotes: ReadonlySet<number>;
}

/** Everything a page shows, drawn by going through its operators. Throws what pdf.js throws on damage. */
export async function readOperators(
  page: PDFPageProxy,
  numbers: typeof OPS,
  { contradicted, hasInkOfNone, offNotes }: FileLook,
): Promise<Page> {
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: NO_ANNOTATIONS });
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const operators = byNumber(numbers);
  const all: readonly Annotation[] = await page.getAnnotations({ intent: 'display' });
  const notes = all.filter(({ id }) => !offNotes.has(Number.parseInt(id, 10)));
  const read = (toView: Matrix): Page => {
    const canvas = emptyCanvas(toView, [0, 0, width, height], fontsOf(page, contradicted));
    if (hasInkOfNone) canvas.layers.push(true);
    for (const [index, number] of fnArray.entries())
      operators.get(number)?.(canvas, ...(argsArray[index] ?? []));
    return { number: page.pageNumber, width, height, ...shownOn(canvas, notesOf(notes, toView)) };
  };
  const toView = transform as unknown as Matrix;
  return straightened(read(toView), (straight) => read(compose(straight, toView)));
}

const byNumber = (numbers: Readonly<Record<string, number>>): Map<number | undefined, Operator> =>
  new Map(Object.entries(OPERATORS).map(([name, operator]) => [numbers[name], operator]));

function fontsOf({ commonObjs }: PDFPageProxy, contradicted: ReadonlySet<string>): Canvas['fontOf'] {
  return (name) => (commonObjs.has(name) ? fontFace(commonObjs.get(name), contradicted) : null);
}

function shownOn(canvas: Canvas, notes: readonly Note[]) {
  const { glyphs, drawings, pictures, images } = canvas;
  const grounds = [...drawings.fills, ...pictures].sort((one, other) => one.order - other.order);
  return { words: wordsOf(glyphs, looksOn(canvas, grounds, notes)), ...drawings, images };
}

/** A note as pdf.js hands it out. */
interface Annotation {
  /** The number of its object, and an R. */
  id: string;
  annotationFlags: number;
  rect: Box;
  subtype: string;
}

/** Those that are drawn; hidden ones are not (ISO 32000-2, table 167). */
const notesOf = (notes: readonly Annotation[], toView: Matrix): Note[] =>
  notes
    .filter(({ annotationFlags }) => (annotationFlags & HIDDEN_FLAGS) === 0)
    .map(({ rect, subtype }) => ({ box: transformBox(toView, rect), kind: subtype }));

/** Hidden, and not for the screen. */
const HIDDEN_FLAGS = 2 | 32;
