import type { Listing } from './marketplace.ts';

/** "RER (850 E-TEC) Electro-mechanic (Turbo R)": several values, each with what it is for. */
const ALTERNATIVE = /(?<value>[^()]{1,300}?)\s{0,3}\((?<condition>[^()]{1,300})\)\s{0,3}/g;

interface Alternative {
  value: string;
  condition: string;
}

const alternativesOf = (printed: string): Alternative[] => {
  const found = [...printed.matchAll(ALTERNATIVE)];
  const whole = found.map(([text]) => text).join('') === printed;
  return whole ? found.map(({ groups }) => groups as unknown as Alternative) : [];
};

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** An engine's name that holds all of the condition's words: "850 E-TEC Turbo R" is a "Turbo R". */
const isMet = (condition: string, engine: string): boolean =>
  wordsOf(condition).every((word) => wordsOf(engine).includes(word));

/**
 * What a value of the spec book comes to for this machine, where it depends on the engine. Of conditions
 * that several engines meet the narrowest counts. Null where no single one is this machine's: a value that
 * depends on something else is nobody's.
 */
export const forMachine = (printed: string | null | undefined, { matched }: Listing): string | null => {
  if (!printed) return null;
  const alternatives = alternativesOf(printed);
  if (alternatives.length < 2) return printed;
  const met = alternatives
    .filter(({ condition }) => isMet(condition, matched.spec?.engine ?? ''))
    .sort((one, other) => wordsOf(other.condition).length - wordsOf(one.condition).length);
  return met[0]?.value ?? null;
};
