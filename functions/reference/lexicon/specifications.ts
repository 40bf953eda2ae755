/** One canonical value and the patterns of the texts that mean it. */
export interface Meaning {
  canonical: string;
  pattern: RegExp;
}

/**
 * Starters, first match wins. "Electric with manual rewind" is its own equipment (a rope beside the starter motor);
 * SHOT is BRP's capacitor start that needs no battery. What is electronic is something else (a reverse, a lock).
 */
export const STARTERS: readonly Meaning[] = [
  { canonical: 'SHOT', pattern: /\bshot\b/i },
  {
    canonical: 'Electric with manual rewind',
    pattern:
      /(?:(?:[eé]lectri|sähkö|elektr(?!on)|elstart|el-start|(?<!\p{L})el(?!\p{L})|электр(?!он)).*(?:manual|rewind|recoil|rope|lanceur|seilzug|reversierstart|manuaali|vetonaru|manuel|snör|snor|ручн|тросик))|(?:(?:manual|rewind|recoil|lanceur|seilzug|vetonaru|manuel|snör|snor|ручн)\p{L}*\s*(?:and|&|\+|und|et|ja|och|og|и)\s*(?:[eé]lectri|sähkö|elektr(?!on)|el(?!\p{L})|электр(?!он)))/iu,
  },
  {
    canonical: 'Electric',
    pattern: /[eé]lectri|sähkö|elektr(?!on)|elstart|el-start|^e[ls]\.?$|push[- ]?button start|электр(?!он)/i,
  },
  {
    canonical: 'Manual',
    pattern:
      /manual|rewind|recoil|\brope|lanceur|seilzug|reversierstart|manuaali|vetonaru|vetokäynn|käsi|manuel|handstart|snör|snorstart|trekkstart|r[eę]czn|pull[- ]?(?:start|cord)|ручн|тросик/iu,
  },
];

/** Displays by the size of their screen in inches; lists print it as "7.2 in.", "7,2\"" or "7.2 tuumaa". */
export const DISPLAYS: readonly Meaning[] = [
  { canonical: '10.25 in touchscreen', pattern: /(?<![\d.,])10[.,]25(?!\d)/ },
  { canonical: '7.8 in LCD', pattern: /(?<![\d.,])7[.,]8(?!\d)/ },
  { canonical: '7.2 in digital', pattern: /(?<![\d.,])7[.,]2(?!\d)/ },
  { canonical: '4.5 in digital', pattern: /(?<![\d.,])4[.,]5(?!\d)/ },
  { canonical: 'Compact digital', pattern: /compact|kompakt|компакт/i },
];
