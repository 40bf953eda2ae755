/** The market a list is for, by the country's name in the language of its title. */
export const MARKETS: Readonly<Record<string, string>> = {
  SUOMI: 'FI',
  FINLAND: 'FI',
  ФИНЛЯНДИЯ: 'FI',
  SVERIGE: 'SE',
  SWEDEN: 'SE',
  RUOTSI: 'SE',
  ШВЕЦИЯ: 'SE',
  NORGE: 'NO',
  NORWAY: 'NO',
  NORJA: 'NO',
  НОРВЕГИЯ: 'NO',
  DANMARK: 'DK',
  DENMARK: 'DK',
  TANSKA: 'DK',
  ДАНИЯ: 'DK',
  ÍSLAND: 'IS',
  ISLAND: 'IS',
  ICELAND: 'IS',
  ISLANTI: 'IS',
  ИСЛАНДИЯ: 'IS',
  РОССИЯ: 'RU',
  RUSSIA: 'RU',
  VENÄJÄ: 'RU',
};

/**
 * Countries by their code. Some are words too ("Se baksidan", "item no") or a trim ("GSX SE"):
 * `title.ts` takes them only in capitals, behind a year, a mark or "price list", at the end of a line or before a mark.
 */
export const MARKET_CODES = ['SE', 'NO', 'DK', 'FI'] as const;

/** Words that say the number behind or before them is the model year. */
export const MODEL_YEAR_WORDS = [
  'mallivuosi',
  'vuosimalli',
  'model year',
  'modelyear',
  'MY',
  'årsmodell',
  'modellår',
  'modelår',
  'årgang',
  'модельный год',
  'модельного года',
] as const;
