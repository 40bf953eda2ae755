/**
 * How long the four layers take a product, the ad already composed, and a whole list with its ads:
 * `npm run bench -- rules`. Wanted: ≤ 0.5 ms a product.
 */
import { candidate, runLayers, validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { withKnownMachines } from '#reference/rules/known-machines.ts';
import { aDealer, aListing } from '../fakes/listings.ts';
import { fastestMs } from './measure.ts';

const PRODUCTS = 1000;
const dealer = aDealer();
const listings = Array.from({ length: PRODUCTS }, (_, row) =>
  aListing({ extracted: { row, modelCode: `A${row}`, package: `X ${row}` }, matched: { row } }),
);
const rules = withKnownMachines(bundledRules, []);
const candidates = listings.map((listing) =>
  candidate(listing, avito.compose(listing, dealer, { namesakes: [], variants: [] }), dealer),
);

const report = async (what: string, work: () => unknown): Promise<void> => {
  const ms = (await fastestMs(async () => work())) / PRODUCTS;
  console.log(`${what}: ${ms.toFixed(3)} ms a product`);
};

await report('four layers', () => candidates.map((each) => runLayers(each, rules)));
await report('extended by books, composed, twins, four layers', () => [
  ...validateProducts(listings, { marketplace: avito, rules: withKnownMachines(bundledRules, []), dealer }),
]);
