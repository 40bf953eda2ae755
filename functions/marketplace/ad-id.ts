import type { Listing } from './marketplace.ts';

/**
 * What stands in no Id of ours. Avito takes letters, digits and , \ / ( ) [ ] - = and no more than 100 of them; a comma
 * parts Ids where its reports are asked for by Id, and nothing is said of a way to write one.
 */
const FORBIDDEN = /[^0-9A-Za-zА-Яа-яЁё\\/()[\]\-=]/g;

const MAX_LENGTH = 100;

/**
 * The Id of a listing's ad, such as `SKIDOO-TJTH-2026`: the same for the same brand, code and year on
 * every list and every host, since Avito takes a changed Id for a new ad (C4). Null when one is unknown.
 */
export const adId = ({ extracted }: Listing): string | null => {
  const { brand, modelCode, modelYear } = extracted;
  if (!brand || !modelYear) return null;
  const [maker, code] = [brand.replaceAll('-', ''), modelCode].map((part) => part.replace(FORBIDDEN, ''));
  const id = `${maker}-${code}-${modelYear}`.toUpperCase();
  return maker && code && id.length <= MAX_LENGTH ? id : null;
};
