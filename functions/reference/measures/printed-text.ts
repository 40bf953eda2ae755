/** Trade-mark and footnote signs, also where "TM" is set as two small letters after a name ("RASTM X"). */
const SIGNS = /[™®†‡]|(?<!\d)\*|\*(?!\d)|(?<=[A-Za-z]{2})TM\b/g;

/** A raised figure behind a number refers to a footnote: "165¹" is 165, while "cm³" keeps its own. */
const FOOTNOTE = /(?<=\d)[¹²³⁰⁴-⁹]+\)?/g;

const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[‘’ʼ′]/g, "'"],
  [/[“”″]/g, '"'],
  [/[\u2010\u2011]/g, '-'],
];

/** Text as the contract wants it: NFKC, signs removed, plain apostrophes and hyphens, single spaces. */
export function plainText(printed: string): string {
  const plain = PLAIN.reduce((text, [pattern, sign]) => text.replace(pattern, sign), printed);
  return plain.replace(SIGNS, '').replace(FOOTNOTE, '').normalize('NFKC').replace(/\s+/g, ' ').trim();
}

/** "4-" and "stroke" are one word; in "2- and 4-stroke" the hyphen stands for one, in any language of a book. */
const BROKEN_WORD = /(?<=[\p{Ll}\d]-) (?!(?:and|or|und|oder|och|eller|og|ja|tai|et|ou|и|или) )(?=\p{Ll})/gu;

/** Lines of one cell as one text; a word broken at its hyphen is put together again, "on- and off-trail" is not. */
export function joinLines(lines: readonly string[]): string {
  return lines.join(' ').replace(BROKEN_WORD, '');
}

/** Only the letters, in capitals: letter-spaced titles and tight ones compare equal. */
export const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

const isOpen = (text: string): boolean => text.lastIndexOf('(') > text.lastIndexOf(')');

/** A line that goes on with the one before: in brackets, in lower case, or after a colon or slash. */
function continues(line: string, before: string): boolean {
  return /^[(\p{Ll}/]/u.test(line) || isOpen(before) || /[:/]$/.test(before);
}

/** The alternatives of a cell, one a line, wrapped lines put together. */
export function alternativesOf(lines: readonly string[]): string[] {
  const alternatives: string[] = [];
  for (const line of lines) {
    const before = alternatives.at(-1);
    if (before !== undefined && continues(line, before))
      alternatives.splice(-1, 1, joinLines([before, line]));
    else alternatives.push(line);
  }
  return alternatives.map((alternative) => alternative.replace(/,$/, ''));
}
