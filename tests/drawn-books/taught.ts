import { isDeepStrictEqual } from 'node:util';
import type { Catalogue, CatalogueRow } from '#contracts/catalogue.ts';
import type { DrawnBook } from './draw.ts';
import { sectionsOf } from './machines.ts';
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

/** A row that nobody is sure of, and what a person who sees it says that it is. */
export interface Answer {
  told: Told;
  text: string;
  section: string;
  means: string;
}

const textsOf = ({ cells }: CatalogueRow): string[] => cells.map(({ text }) => text);

const isTold = (told: string): told is Told => told in CALLED;

/**
 * What somebody who knows the machines says of the rows that nobody is sure of: by their values, since the labels are in
 * words that nobody knows. Each label once.
 */
export function answersTo({ models }: Catalogue, { machines, style }: DrawnBook): Answer[] {
  const answers = new Map<string, Answer>();
  for (const machine of machines) {
    const rows = models.find(({ model }) => model.toLowerCase() === machine.name.toLowerCase())?.rows ?? [];
    for (const { told, values } of sectionsOf(machine, style).flatMap((section) => section.rows)) {
      const row = rows.find((one) => one.field === null && isDeepStrictEqual(textsOf(one), values));
      if (row && isTold(told))
        answers.set(told, { told, text: row.label, section: row.section, means: CALLED[told] });
    }
  }
  return [...answers.values()];
}
