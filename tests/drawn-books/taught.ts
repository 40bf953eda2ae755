import type { Catalogue } from '#contracts/catalogue.ts';
import type { DrawnBook } from './draw.ts';
import { ciphered } from './without-words.ts';
import type { Told } from './wording.ts';

/** What a drawn row tells, as a person would call the field. */
export const CALLED: Readonly<Record<Told, string>> = {
  details: 'engine type',
  displacement: 'displacement',
  cylinders: 'cylinders',
  bore: 'bore',
  stroke: 'piston stroke',
  power: 'power',
  fuelTank: 'fuel tank',
  oilTank: 'oil tank',
  weight: 'dry weight',
  length: 'machine length',
  width: 'machine width',
  height: 'machine height',
  stance: 'ski stance',
  track: 'track size',
  trackLength: 'track length',
  trackWidth: 'track width',
  trackProfile: 'track profile',
  seat: 'seat',
  starter: 'starter',
};

/** A label that nobody is sure of, and what a person who sees its row says that it is. */
export interface Answer {
  told: Told;
  text: string;
  means: string;
}

/** Without its units, and with the apostrophe that readers make of every one. */
const plain = (label: string): string => label.replace(/\(.*/s, '').replaceAll('’', "'").trim();

/** What somebody who reads the book's language says of the rows that nobody is sure of; of look-alikes nothing. Each label once. */
export function answersTo({ models }: Catalogue, { style }: DrawnBook): Answer[] {
  const open = new Map(
    models.flatMap(({ rows }) =>
      rows.filter(({ field }) => field === null).map(({ label }) => [plain(label), label]),
    ),
  );
  return (Object.keys(CALLED) as Told[]).flatMap((told) => {
    const text = [style.wording[told], ciphered(style.wording[told])].flatMap(
      (label) => open.get(plain(label)) ?? [],
    );
    return text.slice(0, 1).map((label) => ({ told, text: label, means: CALLED[told] }));
  });
}
