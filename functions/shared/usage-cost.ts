import type { Usage } from '#contracts/usage.ts';
import prices from '#reference/prices/aws.json' with { type: 'json' };

/** USD for one page or token; what is not charged is absent. */
interface Price {
  model: string;
  page?: number;
  inputToken?: number;
  outputToken?: number;
}

const PRICES: readonly Price[] = prices.models;
const LANGUAGE_MODELS = PRICES.filter(({ outputToken }) => outputToken !== undefined);

/** An estimate that is too high is noticed, one that is too low is not. */
const DEAREST = LANGUAGE_MODELS.reduce((one, other) =>
  (other.outputToken ?? 0) > (one.outputToken ?? 0) ? other : one,
);

/** Ids carry a version behind the name and a region before it: the longest name that fits is the nearest. */
const priceOf = (model: string): Price =>
  PRICES.filter((price) => model.includes(price.model)).sort(
    (one, other) => other.model.length - one.model.length,
  )[0] ?? DEAREST;

const costOf = ({ model, pages, inputTokens, outputTokens }: Usage): number => {
  const { page = 0, inputToken = 0, outputToken = 0 } = priceOf(model);
  return pages * page + inputTokens * inputToken + outputTokens * outputToken;
};

/** USD for what paid services did, at the dated prices of the reference data; a model not there costs what the dearest does. */
export const usageCost = (usages: readonly Usage[]): number =>
  usages.reduce((sum, usage) => sum + costOf(usage), 0);
