import { Run } from '#contracts/run.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import type { Shown } from '#functions/reports/ad/field-sources.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { allDealers } from '#shared/dealers.ts';
import { readJson } from '#shared/json.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import type { ProductAnswer } from '#shared/table/records.ts';
import { findProduct } from '../preview/find-product.ts';
import { type Crop, cropsOf } from './crops.ts';
import { type TracedField, tracedFields } from './field-places.ts';
import { type AdChange, historyOf } from './history.ts';

/** All that is known of one ad. */
export interface Trace {
  adId: string;
  dealerId: string;
  /** Null where no list in force has the ad any more. */
  shown: Shown | null;
  /** What people have said of the machine. */
  answer: ProductAnswer | null;
  fields: TracedField[];
  /** By `placeKey`. */
  crops: Map<string, Crop>;
  /** What the run used; null where it has not ended. */
  run: Run | null;
  history: AdChange[];
}

/** The machine that the ad stands for, of several the one whose offer speaks for it; null where no offer has it. */
const shownFor = async (adId: string, dealer: Shown['dealer'], ports: Ports): Promise<Shown | null> => {
  const offers = (await ports.table.offers.query({ dealerId: dealer.id }))
    .filter((offer) => offer.adId === adId)
    .sort((one, other) => other.order.localeCompare(one.order));
  const offer = offers.find(({ verdict }) => verdict === 'published') ?? offers[0];
  if (!offer) return null;
  const isMeant = ({ modelCode, ad }: ValidatedProduct) => modelCode === offer.modelCode && ad?.id === adId;
  const found = await findProduct(dealer.id, isMeant, ports);
  return found && { dealer, ...found };
};

const runOf = async ({ document }: Shown, { artefacts }: Ports): Promise<Run | null> => {
  const key = artefactKey(document, 'run');
  return (await artefacts.head(key)) ? readJson(artefacts, key, Run) : null;
};

const answerFor = async ({ dealer, product }: Shown, { table }: Ports): Promise<ProductAnswer | null> => {
  const { brand, modelYear, modelCode } = product;
  if (brand === null || modelYear === null) return null;
  return table.productAnswers.get({ dealerId: dealer.id, brand, modelYear, modelCode });
};

const traceOf = async (adId: string, dealer: Shown['dealer'], ports: Ports): Promise<Trace | null> => {
  const { feed } = choosePart('marketplace', MARKETPLACES, ports.parts.marketplace);
  const [shown, history] = [
    await shownFor(adId, dealer, ports),
    await historyOf(dealer.id, adId, feed, ports),
  ];
  if (!shown && history.length === 0) return null;
  const answer = shown && (await answerFor(shown, ports));
  const fields = shown ? tracedFields(shown, answer) : [];
  const places = fields.flatMap((field) => field.places);
  return {
    ...{ adId, dealerId: dealer.id, shown, answer, fields, history },
    crops: await cropsOf(
      places.filter(({ cells }) => cells.length === 0),
      dealer.id,
      ports,
    ),
    run: shown && (await runOf(shown, ports)),
  };
};

/** The ad of each dealer who has, or had, one of that Id. */
export const tracesOf = async (adId: string, ports: Ports): Promise<Trace[]> => {
  const traces: Trace[] = [];
  for (const dealer of await allDealers(ports)) {
    const trace = await traceOf(adId, dealer, ports);
    if (trace) traces.push(trace);
  }
  return traces;
};
