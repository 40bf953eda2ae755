/**
 * Letters that typesetters draw as one (U+FB00–FB06) and the wide forms of East Asian fonts (U+FF01–FF5E): a reader
 * sees the plain letters.
 */
const DRAWN_OTHERWISE = /[\uFB00-\uFB06\uFF01-\uFF5E]/g;

/** Marks without width or ink: spaces, joiners and marks of direction (U+200B–200F, U+2060), the byte order mark, the soft hyphen. */
const UNSEEN = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;

/** Most texts have none of either: they cost one look. */
const ANY = new RegExp(`${DRAWN_OTHERWISE.source}|${UNSEEN.source}`);

/**
 * A text in the characters that a reader of the page sees; it may come out empty. Look-alike letters of other scripts
 * stay, and so do control characters: a person has to see that they are there.
 */
export function asSeen(text: string): string {
  if (!ANY.test(text)) return text;
  return text.replace(UNSEEN, '').replace(DRAWN_OTHERWISE, (form) => form.normalize('NFKC'));
}

/** A soft hyphen that a page draws stands at the end of a line, or its font knows no other: it is a hyphen. */
export function asDrawn(character: string): string {
  if (character < '\u00AD') return character;
  return character === '\u00AD' ? '-' : asSeen(character);
}

/** Signs as web pages write them, by name or number; exports of shops leave them so. */
const ENTITY = /&(?:#(\d{2,5})|#x([\da-f]{2,4})|(amp|lt|gt|quot|apos|nbsp|euro));/gi;
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', euro: '€' },
};

/** Half a sign is none: it is seen as one that nobody can read. */
const signOf = (number: number): string => String.fromCodePoint(number).toWellFormed();

/** The text with signs in place of what a web page would show as them. */
export const withoutEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(ENTITY, (_, decimal?: string, hex?: string, name = '') =>
        name ? (NAMED[name.toLowerCase()] ?? '') : signOf(Number(decimal ?? `0x${hex}`)),
      )
    : text;
