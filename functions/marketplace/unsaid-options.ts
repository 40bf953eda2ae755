import { machineName } from './machine-name.ts';
import type { Listing } from './marketplace.ts';
import { optionsNotIn, sayingOf } from './sold-options.ts';

/** What the machines of an ad are sold with and its text does not say: a buyer sees one dearer than its twin for no reason. */
export const unsaidOptions = (text: string, machines: readonly Listing[]): string[] => {
  const isSaid = sayingOf(text);
  const kits = machines
    .map((machine) => machineName(machine).package)
    .filter((kit) => kit !== '' && !isSaid(kit));
  return [...new Set([...machines.flatMap(({ extracted }) => optionsNotIn(isSaid, extracted)), ...kits])];
};
