/** Characters that no list prints; XML refuses most of them. */
const CONTROL = /\p{Cc}|\p{Cf}|\p{Co}|\uFFFD/u;
const LATIN_AND_CYRILLIC = /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u;
const FORMULA = /^[=@]/;
/**
 * What programs show where a formula came to nothing, in every language ("#REF!", "#NIMI?", "#ССЫЛКА!", "#N/A" and its
 * translations), and what they write where they had no value.
 */
const CELL_ERROR =
  /^#(?:[\p{Lu}\d_./]{2,20}[!?]|N\/[AD]|NV|I\/T|Н\/Д)|^(?:\(?null\)?|nan|nat|undefined|\[object object\])$/iu;
/** The longest cell of a real list has about 60 characters. */
const LONGEST_CELL = 300;

/** Windows-1252 shows the second byte of a letter of UTF-8 as one of these. */
const SECOND_BYTES = '\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
/** What programs make of letters: "KerÃ¤mÃ¤", "РљСЂР°СЃ", "V?ri", "<br>", "%C3%84", "\u00e4", "=C3=A4". */
const SPOILED: readonly RegExp[] = [
  new RegExp(`[ÂÃÐÑâ][${SECOND_BYTES}]`, 'u'),
  /(?:[РС][^\p{ASCII}а-яё]){2}/iu,
  /\?(?=\p{L})|\?{2}/u,
  /<\/?[a-z][^<>]*>/i,
  /(?:[%=][0-9A-F]{2}){2}/,
  /\\[ux][0-9A-Fa-f]{2}|\\[nrt]/,
];

const FLAGS: readonly { flag: string; applies(text: string): boolean }[] = [
  { flag: 'control-characters', applies: (text) => CONTROL.test(text) },
  { flag: 'look-alike-letters', applies: (text) => LATIN_AND_CYRILLIC.test(text) },
  { flag: 'letters-spoiled', applies: (text) => SPOILED.some((spoiled) => spoiled.test(text)) },
  { flag: 'formula', applies: (text) => FORMULA.test(text) },
  { flag: 'cell-error', applies: (text) => CELL_ERROR.test(text) },
  { flag: 'over-long-cell', applies: (text) => text.length > LONGEST_CELL },
];

/** Letters and figures with the signs of measures and amounts: most texts are so, and nothing is wrong with them. */
const PLAIN = /^(?!(?:\(?null\)?|nan|nat|undefined)$)[a-zäöåæø\d .,:;/+"'()*&€-]{1,300}$/i;

/** Why a person should look at a text of a row, whatever column it stands in. */
export const flagsOfCell = (text: string): string[] =>
  PLAIN.test(text) ? [] : FLAGS.filter(({ applies }) => applies(text)).map(({ flag }) => flag);

/** Why a person should look at texts of a row, each reason once. */
export function flagsOfCells(texts: readonly string[]): string[] {
  const found = new Set(texts.flatMap(flagsOfCell));
  return found.size === 0 ? [] : FLAGS.map(({ flag }) => flag).filter((flag) => found.has(flag));
}
