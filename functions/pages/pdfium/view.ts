import type { Box } from '#contracts/box.ts';
import type { Places } from '../overlaps.ts';
import type { Color } from '../page.ts';
import type { TextObject } from '../text-runs.ts';
import type { Ground } from '../visibility.ts';
import type { Note } from './annotations.ts';
import type { DrawnObject } from './objects.ts';
import type { Solid } from './plain-objects.ts';
import type { Scene } from './scene.ts';

/** An object and what of the page it covers at most, as seen. */
export interface Placed {
  box: Box;
  object: DrawnObject;
}

/** What a page draws, as far as it decides how its text looks. */
export interface View {
  scene: Scene;
  width: number;
  height: number;
  texts: readonly DrawnObject[];
  pictures: readonly Placed[];
  /** Texts without letters: PDFium leaves out those of a text that it has seen in the same place right before. */
  mute: Places<Placed>;
  /** Pictures that take too much to be drawn. */
  hugePictures: readonly Placed[];
  /** All that is no text, and text without letters. */
  others: Places<Placed>;
  notes: readonly Note[];
  grounds: readonly Ground[];
  objectOf(text: TextObject): DrawnObject;
  boxOf(object: DrawnObject): Box;
  /** True where nothing that is painted in no colour is taken for white. */
  hasPlainWhite: boolean;
  isPlain(object: DrawnObject): boolean;
  /** What fills it; null for a pattern. */
  colorOf(object: DrawnObject): Color | null;
  /** The one colour and the place of what fills an upright box with it, and nothing shows through; null for others. */
  solidOf(object: DrawnObject): Solid | null;
}
