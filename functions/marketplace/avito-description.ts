import { LINES } from './description-lines.ts';
import { machineName, spoken } from './machine-name.ts';
import type { Listing } from './marketplace.ts';
import { plainText } from './plain-text.ts';
import { type RussianWords, russianWords } from './russian-words.ts';

const MAX_LENGTH = 7500;

const list = (items: string[]): string =>
  items.length ? `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>` : '';

const section = (heading: string, items: string[]): string =>
  items.length ? `<p><strong>${heading}</strong></p>${list(items)}` : '';

const specifications = (listing: Listing, words: RussianWords): string[] =>
  LINES.flatMap(({ label, value }) => {
    const text = plainText(value(listing, words) || '');
    return text ? [`${label}: ${text}`] : [];
  });

/** A page is for several machines: what differs among them is told by the machine's own row. */
const DIFFERS = /engine|starter|start\b|display|track|available|option|only/i;

const equipment = ({ model }: Listing, words: RussianWords): string[] =>
  words.sayAll('highlights', model?.highlights.filter((highlight) => !DIFFERS.test(highlight)) ?? []);

const opening = (listing: Listing): string =>
  `<p>Новый снегоход <strong>${spoken(machineName(listing))}</strong> производства BRP.</p>`;

const code = ({ extracted }: Listing): string => `<p>Код модели: ${plainText(extracted.modelCode)}</p>`;

/** As many whole parts as fit, so that no markup is ever cut. */
const withinLimit = (parts: string[]): string =>
  parts.reduce((text, part) => (text.length + part.length <= MAX_LENGTH ? text + part : text), '');

/**
 * The description of a listing in Russian, ≤ 7500 characters, with the markup Avito allows; and the
 * printed terms that have no reviewed translation and are therefore not in it.
 */
export const avitoDescription = (listing: Listing): { text: string; untranslated: string[] } => {
  const words = russianWords();
  const text = withinLimit([
    opening(listing),
    section('Характеристики', specifications(listing, words)),
    section('Оснащение', equipment(listing, words)),
    code(listing),
  ]);
  return { text, untranslated: words.untranslated };
};
