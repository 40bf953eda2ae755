/** Digits, or two of them as a range, before what a place is called: "2-up", "1–2 местное", "2 hengen". */
const COUNTED =
  /(?<![\d.,])(?:([1-3])\s{0,3}(?:[-–/+]|or|to)\s{0,3})?([1-3])\s{0,3}[-–]?\s{0,3}(?:up\b|seat(?:er|s)?\b|person|passenger|rider|hengen|henkil|hlö|istuttava|paikkai|pers|plats|sits|sitz|sete|plass|place|posti\b|posto|plaza|os\b|osob|osób|miejsc|местн|мест[оа]?(?!\p{L})|чел)/giu;
/** A bare count, a range of two, or what a kit makes of it: "1 (2 with kit)". */
const BARE = /^([1-3])(?:\s{0,3}[-–/]\s{0,3}([1-3])|\s{0,3}\(([1-3])[^\d()]{0,40}\))?$/;

const ONE = 'one|yksi|yhden|yhdelle|én|ett|eine?|une?|jedna|jedn(?:ej|ą)|один|одного|одна';
const TWO = 'two|kaksi|kahden|kahdelle|två|zwei|deux|dwie|dwóch|dwa|два|двух|двоих|двое';
const PEOPLE =
  'up|seat|rider|adult|people|pers|mann|hengen|henkil|osob|osób|plats|plass|place|sits|sete|человек|люд|мест|взросл';
/** "Zwei Personen", "två"; "för två", "на двоих". */
const numbered = (number: string): string =>
  `(?:${number})[\\s-]{1,3}(?:${PEOPLE})|(?:for|för|für|pour|dla|для|на)\\s{1,3}(?:${number})(?!\\p{L})|^(?:${number})$`;

const DRIVER = 'rider|driver|operator|kuljettaja|förare|fører|fahrer|pilote|conducteur|kierowca|водител[ья]';
const PASSENGER =
  'passenger|one|matkustaja|passagerare|passasjer|beifahrer|sozius|passager|pasażer|пассажир|1(?!\\d)';

const IN_WORDS: readonly (readonly [seats: number, words: RegExp])[] = [
  [
    1,
    new RegExp(
      `(?<!\\p{L})(?:${numbered(ONE)}|en (?:person|mann|plats)|för en$|(?:single|solo)[\\s-]*(?:up|seat|rider|person)|solo$|yksipaikka|ensits|enkelsits|enkel$|enmans|einsitz|einzelsitz|enseter|enmanns|monoplace|jednoosob|jednomiejsc|одномест|^(?:${DRIVER})(?:\\s{1,3}(?:only|alone|yksin|ensam|alene|allein|seul))?$)`,
      'iu',
    ),
  ],
  [
    2,
    new RegExp(
      `(?<!\\p{L})(?:${numbered(TWO)}|to (?:personer|mann|seter)|for to$|(?:dual|double|twin)[\\s-]*(?:up|seat|rider|person)|tandem|duo(?!\\p{L})|kaksipaikka|kaksinistuttava|tvåsits|tvåmans|dubbelsits|dubbel$|zweisitz|doppelsitz|toseter|tomanns|dobbeltsete|biplace|dwuosob|dwumiejsc|двухмест|(?:${DRIVER})\\s{0,3}(?:\\+|&|/|and|plus|ja|och|og|und|et|i|и|с)\\s{0,3}(?:${PASSENGER})|^1\\s?\\+\\s?1$)`,
      'iu',
    ),
  ],
];

/** The second place is sold apart. */
const OPTIONAL =
  /option|tillval|tilvalg|ekstra|tilbehør|lisävar|valinnai|zubehör|wahlweise|opcj|опци|дополнит/iu;

/** How many people a seat is said to carry: one number, or each of several; none where it says nothing of it. */
export function seatsIn(text: string): number[] {
  const printed = text.trim();
  const bare = BARE.exec(printed);
  const counted = bare ? [bare] : [...printed.matchAll(COUNTED)];
  const digits = counted.flatMap(([, ...counts]) => counts.filter(Boolean).map(Number));
  const words = IN_WORDS.filter(([, pattern]) => pattern.test(printed)).map(([seats]) => seats);
  const seats = [...new Set(digits.length > 0 ? digits : words)];
  return seats.join() === '2' && OPTIONAL.test(printed) ? [1, 2] : seats;
}

/** Words of seats that name no number of people: of a machine for two it is said. */
const OF_ONE =
  /^(?:deep|snow|trail|active|narrow|wide|ultra|compact|sport|sporty|mountain|racing|race|crossover|freestyle|freeride|performance|slim|low|tall|high|light|lightweight|heated|youth|utility|widetrack|seat|adjustable|mid)$/i;

/** A seat of which books say only how it is built; what has another word or a figure may be for two. */
export const isSeatOfOne = (text: string): boolean =>
  text
    .split(/[\s,/()-]+/)
    .filter(Boolean)
    .every((word) => OF_ONE.test(word));
