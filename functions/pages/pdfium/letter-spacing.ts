import { type Glyph, gapBetween, isBlank } from '../text-runs.ts';

/** Ems: the blanks of nearly all fonts are wider. */
const WIDEST = 0.2;
/** Ems by which letters may stand apart and be set as usual. */
const USUAL = 0.05;
/** Ems by which the gaps of letters that are spaced alike differ. */
const ALIKE = 0.03;

/**
 * The glyphs without the blanks that PDFium finds between spaced letters, as in "S E" where "SE" was set wide: in one
 * object all letters stand as far apart. Of two letters it takes any spacing for a blank.
 */
export function withoutSpacing(glyphs: Glyph[], invented: ReadonlySet<Glyph>): Glyph[] {
  if (invented.size === 0) return glyphs;
  const dropped = new Set(textsWith(glyphs, invented).flatMap((text) => spacingIn(text, invented)));
  return dropped.size === 0 ? glyphs : glyphs.filter((glyph) => !dropped.has(glyph));
}

/** The glyphs of each object that has an invented blank. */
function textsWith(glyphs: readonly Glyph[], invented: ReadonlySet<Glyph>): Glyph[][] {
  const texts = new Map([...invented].map(({ object }) => [object, [] as Glyph[]]));
  for (const glyph of glyphs) texts.get(glyph.object)?.push(glyph);
  return [...texts.values()];
}

/** The invented blanks of a text that are none, if any is. */
function spacingIn(text: readonly Glyph[], invented: ReadonlySet<Glyph>): Glyph[] {
  const letters = text.filter((glyph) => !invented.has(glyph));
  const gaps = letters.slice(1).flatMap((letter, at) => gapOf(letters[at] as Glyph, letter) ?? []);
  const least = Math.min(...gaps);
  const isSpaced = least > USUAL && gaps.every((gap) => gap < Math.min(WIDEST, least + ALIKE));
  return isSpaced ? text.filter((glyph) => invented.has(glyph)) : [];
}

/** In ems; null beside a blank of the text's own. */
function gapOf(last: Glyph, next: Glyph): number | null {
  if (isBlank(last.character) || isBlank(next.character)) return null;
  const { turns, fontSize } = last.object;
  return gapBetween(last.box, next.box, turns) / fontSize;
}
