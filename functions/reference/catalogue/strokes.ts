/** How an engine's details say two-stroke or four-stroke in the books' languages. */
export const STROKES = [
  [
    2,
    /(?<![\p{L}\d])(?:(?:two|2)[- ]*(?:stroke|cycle)|2T(?!\p{L})|(?:kaksi|2[- ]?)tahti|(?:två|tvä|zwei|2[- ]?)takt|(?:to|2[- ]?)takt|(?:двух|2[-х ]*)тактн|(?:два|2) такта|(?:deux|2)[- ]*temps|(?:dwu|2)[- ]?(?:suw|takt)|(?:due|2)[- ]*tempi|(?:dos|2)[- ]*tiempos|tweetakt|kahetakt|dvoudob)/iu,
  ],
  [
    4,
    /(?<![\p{L}\d])(?:(?:four|4)[- ]*(?:stroke|cycle)|4T(?!\p{L})|(?:neli|4[- ]?)tahti|(?:fyr|vier|4[- ]?)takt|(?:fire|4[- ]?)takt|(?:четыр[её]х|4[-х ]*)тактн|(?:четыре|4) такта|(?:quatre|4)[- ]*temps|(?:cztero|4)[- ]?(?:suw|takt)|(?:quattro|4)[- ]*tempi|(?:cuatro|4)[- ]*tiempos|neljatakt|čtyřdob)/iu,
  ],
] as const;

/** Counts of cylinders in words. */
export const CYLINDER_WORDS: readonly (readonly [number, RegExp])[] = [
  [1, /\b(?:single|one)\b/i],
  [2, /\b(?:twin|two)\b/i],
  [3, /\b(?:triple|three)\b/i],
];

/** Books call the engine so where the machine is electric. */
export const ELECTRIC =
  /\be[- ]?power\b|\belectric (?:motor|drive|powertrain)|\b(?:all|fully)[- ]electric|^electric\b|sähkömoottori|\belmotor|электродвигател/i;
