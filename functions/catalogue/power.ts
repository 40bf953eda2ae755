import type { CatalogueEngine, Place } from '#contracts/catalogue.ts';
import { type EnginePowers, engineKey } from './engine-powers.ts';

type Power = Pick<CatalogueEngine, 'powerHp' | 'powerSource' | 'fromEnginePage' | 'powerNote'> & {
  place: Place | undefined;
};

/** "600 EFI – 85": the power behind the dash. */
const POWER_IN_NAME = /[-–]\s*(\d{2,3})(?:\s*hp)?$/i;

/** What the power's row prints of one engine. */
export interface PrintedPower {
  text: string | null;
  hp: number | null;
  place: Place | undefined;
}

/** Power in hp: the model page outweighs the engine's name, and the name the engine page. */
export function powerOf(
  { name, place }: { name: string; place: Place },
  printed: PrintedPower,
  powers: EnginePowers,
): Power {
  const inName = POWER_IN_NAME.exec(name)?.[1];
  const onEnginePage = powers.get(engineKey(name));
  if (printed.hp !== null) return power(printed.hp, 'model_page', printed.place, noteOf(printed.text));
  if (inName !== undefined) return power(Number(inName), 'engine_name', place);
  return onEnginePage
    ? power(onEnginePage.hp, 'engine_page', onEnginePage.place)
    : power(null, null, undefined);
}

const power = (
  powerHp: number | null,
  powerSource: Power['powerSource'],
  place: Place | undefined,
  powerNote: string | null = null,
): Power => ({ powerHp, powerSource, fromEnginePage: powerSource === 'engine_page', powerNote, place });

/** "180 up to 8,000 ft." is more than a number. */
const noteOf = (printed: string | null): string | null =>
  printed === null ||
  /^[\d.,\s/()-]{1,60}(?:\s{0,3}(?:hp|kw|ps|hv|hk|л\.? ?с\.?)){0,6}[\d.,\s/()-]{0,60}(?:hp|kw|ps|hv|hk)?\)?$/i.test(
    printed,
  )
    ? null
    : printed;
