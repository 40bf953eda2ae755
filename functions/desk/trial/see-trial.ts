import type { Crop } from '#contracts/shown-ad.ts';
import type { SeenEvidence } from '#functions/reports/questions-page.ts';
import type { SeenTrial, TriedAd } from '#functions/reports/trial-page.ts';
import type { Ports } from '#shared/ports.ts';
import { cropsOf, placeKey } from '../ads/crops.ts';
import { picturesOf } from '../ads/preview.ts';
import { calculationOf } from '../ads/shown.ts';
import { rowOf } from '../questions/evidence.ts';
import { seenQuestions } from '../questions/page.ts';
import { standingOf } from '../questions/questions.ts';
import type { Machine } from '../questions/standing.ts';
import { madeUpIn, TRIAL } from './trial-dealer.ts';

/** More make the page heavy, and tell nobody more in a first look. */
const MOST_ADS = 80;

const WEIGHT = { published: 0, review: 1, rejected: 2 };

/** Ads that would be live before others, each in the order of the list. */
const shownFirst = (machines: readonly Machine[]): Machine[] =>
  machines
    .filter(({ product }) => product.ad !== null)
    .toSorted((one, other) => WEIGHT[one.product.verdict] - WEIGHT[other.product.verdict]);

/** Each machine's row of its list, with a cut-out where the list has pages to draw. */
const seenRows = async (machines: readonly Machine[], ports: Ports): Promise<SeenEvidence[]> => {
  const rows = machines.map((machine) => rowOf(machine));
  const drawable = rows.flatMap(({ box, addresses, ...row }) =>
    box && addresses.length === 0 ? [{ ...row, box, cells: [] }] : [],
  );
  const crops = await cropsOf(drawable, TRIAL, ports);
  const cropOf = ({ box, ...row }: (typeof rows)[number]): Crop | null =>
    (box && crops.get(placeKey({ ...row, box }))) ?? null;
  return rows.map((row) => ({ ...row, crop: cropOf(row) }));
};

/** Pictures by their addresses: many ads share one. */
const picturesBy = async (machines: readonly Machine[], ports: Ports): Promise<Map<string, string>> => {
  const pictures = new Map<string, string>();
  for (const { product, listing } of machines)
    if (product.ad?.images.some((address) => !pictures.has(address)))
      for (const { address, data } of await picturesOf({ product, listing }, () => null, ports))
        if (data) pictures.set(address, data);
  return pictures;
};

/** What would become of the files that were tried: ads beside their rows, and what is asked. */
export const seeTrial = async (ports: Ports): Promise<SeenTrial> => {
  const standing = await standingOf(TRIAL, ports);
  const { dealer, machines } = standing;
  const shown = shownFirst(machines).slice(0, MOST_ADS);
  const rows = await seenRows(shown, ports);
  const ads = shown.map(
    (machine, at): TriedAd => ({
      product: machine.product,
      row: rows[at] as SeenEvidence,
      price: calculationOf({ ...machine, dealer }),
    }),
  );
  const currencies = new Set(machines.flatMap(({ listing }) => listing.extracted.price?.currency ?? []));
  return {
    ...{ ads, pictures: await picturesBy(shown, ports), madeUp: madeUpIn(dealer, currencies) },
    verdicts: machines.map(({ product }) => product.verdict),
    questions: await seenQuestions(standing, ports),
  };
};
