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
const ENTITY = /&(?:#(\d{2,7})|#[xX]([\dA-Fa-f]{2,6})|([A-Za-z]{2,6}[1-4]{0,2}));/g;
/** HTML's names of U+00A0 to U+00FF, in their order (HTML 4.01, 24.2.1). */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml';
/** Those that HTML knows in large letters too, and marks of printed text. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN.split(' ').map((name, at) => [name, String.fromCodePoint(0xa0 + at)] as const),
  ...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }),
  ...Object.entries({ AMP: '&', LT: '<', GT: '>', QUOT: '"' }),
  ...Object.entries({ euro: '€', ndash: '–', mdash: '—', bull: '•', hellip: '…', trade: '™' }),
  ...Object.entries({ prime: '′', Prime: '″', Scaron: 'Š', scaron: 'š', OElig: 'Œ', oelig: 'œ', Yuml: 'Ÿ' }),
  ...Object.entries({ lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„' }),
]);
const LAST_SIGN = 0x10ffff;

/** Half a sign is none, nor is one beyond all: it is seen as one that nobody can read. */
const signOf = (number: number): string =>
  number > LAST_SIGN ? '\uFFFD' : String.fromCodePoint(number).toWellFormed();

/** The text with signs in place of what a web page would show as them; a space that breaks no line is a space. */
export const withoutEntities = (text: string): string =>
  text.includes('&')
    ? text
        .replace(ENTITY, (written, decimal?: string, hex?: string, name = '') =>
          name ? (NAMED.get(name) ?? written) : signOf(Number(decimal ?? `0x${hex}`)),
        )
        .replaceAll('\u00A0', ' ')
    : text;
