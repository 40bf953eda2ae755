/** Digits, or two of them as a range, before what a place is called: "2-up", "1–2 местное", "2 hengen". */
const COUNTED =
  /(?<![\d.,])(?:([1-3])\s{0,3}(?:[-–/+]|or|to)\s{0,3})?([1-3])\s{0,3}[-–]?\s{0,3}(?:up\b|seat(?:er|s)?\b|person|passenger|rider|hengen|henkil|hlö|istuttava|paikkai|pers|plats|sits|sitz|sete|plass|place|posti\b|posto|plaza|os\b|osob|osób|miejsc|местн|мест[оа]?(?!\p{L})|чел)/giu;
/** A bare count, or a range of two. */
const BARE = /^([1-3])(?:\s{0,3}[-–/]\s{0,3}([1-3]))?$/;

const IN_WORDS: readonly (readonly [seats: number, words: RegExp])[] = [
  [
    1,
    /(?<!\p{L})(?:(?:single|solo|one)[\s-]*(?:up|seat|rider|person)|solo$|yhden|yksipaikka|ensits|enkelsits|einsitz|einzelsitz|enseter|monoplace|одномест)/iu,
  ],
  [
    2,
    /(?<!\p{L})(?:(?:two|dual|double)[\s-]*(?:up|seat|rider|person)|tandem|duo(?!\p{L})|kahden|kaksipaikka|kaksinistuttava|tvåsits|dubbelsits|zweisitz|doppelsitz|toseter|dobbeltsete|biplace|deux places|двухмест)/iu,
  ],
];

/** How many people a seat is said to carry: one number, or each of several; none where it says nothing of it. */
export function seatsIn(text: string): number[] {
  const printed = text.trim();
  const bare = BARE.exec(printed);
  const counted = bare ? [bare] : [...printed.matchAll(COUNTED)];
  const digits = counted.flatMap(([, ...counts]) => counts.filter(Boolean).map(Number));
  const words = IN_WORDS.filter(([, pattern]) => pattern.test(printed)).map(([seats]) => seats);
  return [...new Set(digits.length > 0 ? digits : words)];
}

/** Words of seats that name no number of people: of a machine for two it is said. */
const OF_ONE =
  /^(?:deep|snow|trail|narrow|wide|ultra|compact|sport|sporty|mountain|racing|race|crossover|freestyle|freeride|performance|slim|low|tall|high|light|lightweight|heated|youth|utility|widetrack|seat|adjustable|mid)$/i;

/** A seat of which books say only how it is built; what has another word or a figure may be for two. */
export const isSeatOfOne = (text: string): boolean =>
  text
    .split(/[\s,/()-]+/)
    .filter(Boolean)
    .every((word) => OF_ONE.test(word));
