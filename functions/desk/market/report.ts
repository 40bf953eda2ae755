import type { FamilyReport, MachineReport, MarketReport } from '#contracts/market.ts';
import { familyOf } from '#reference/naming/machine.ts';
import {
  figuresOf,
  MARKET_DAYS,
  type MachinePrices,
  type Market,
  machineKey,
  marketOf,
  medianOf,
  percentAbove,
} from '#shared/market.ts';
import type { Ports } from '#shared/ports.ts';
import { configuredDealers } from '../dealers/known-dealer.ts';
import { listOffers, type OfferInForce } from '../offers/offers.ts';
import { machineOfOffer } from './match-observations.ts';

type ReportPorts = Pick<Ports, 'table' | 'parts' | 'clock' | 'artefacts'>;

/** An ad of the dealer's and what it asks; absent where it has no price. */
interface Ours {
  modelCode: string;
  key: string;
  amount: bigint;
}

const oursOf = (offer: OfferInForce): Ours[] => {
  const machine = machineOfOffer(offer);
  if (!machine || offer.out !== null || !/^\d+$/.test(offer.price ?? '')) return [];
  return [{ modelCode: offer.modelCode, key: machineKey(machine), amount: BigInt(offer.price ?? '') }];
};

const machineReport = (
  { machine, figures, prices }: MachinePrices,
  ours: readonly Ours[],
): MachineReport | null => {
  if (!figures) return null;
  const median = BigInt(figures.median);
  return {
    ...machine,
    family: familyOf(machine.model),
    figures,
    prices: prices.map(({ amount, ...shown }) => shown),
    ours: ours.map(({ modelCode, amount }) => ({
      ...{ modelCode, roubles: String(amount), percent: percentAbove(amount, median) },
    })),
  };
};

/** Families differ in what they cost by their engines: outliers are those of each machine, and all of its usual prices count. */
const familyReport = (own: readonly MachinePrices[], ours: readonly Ours[]): FamilyReport | null => {
  const [first] = own;
  const family = first && familyOf(first.machine.model);
  if (!first || !family) return null;
  const prices = own.flatMap((one) => one.prices);
  const marked = prices.map(({ isOutlier }) => isOutlier);
  const figures = figuresOf(
    prices.map(({ amount }) => amount),
    marked,
  );
  if (!figures) return null;
  const keys = new Set(own.map(({ machine }) => machineKey(machine)));
  const amounts = ours.filter(({ key }) => keys.has(key)).map(({ amount }) => amount);
  const middle = medianOf(amounts);
  const { brand, modelYear } = first.machine;
  return {
    ...{ brand, family, modelYear, figures },
    ours:
      amounts.length === 0
        ? null
        : {
            ...{ count: amounts.length, roubles: String(middle) },
            percent: percentAbove(middle, BigInt(figures.median)),
          },
  };
};

const familiesOf = ({ machines }: Market, ours: readonly Ours[]): FamilyReport[] => {
  const groups = Map.groupBy(machines.values(), ({ machine: { brand, modelYear, model } }) =>
    JSON.stringify([brand, modelYear, familyOf(model)]),
  );
  return [...groups.values()].flatMap((own) => familyReport(own, ours) ?? []);
};

/** Those first whose own price lies farthest from the others', then the dearest. */
const byDistance = (one: MachineReport, other: MachineReport): number => {
  const farthest = ({ ours }: MachineReport) =>
    Math.max(-1, ...ours.map(({ percent }) => Math.abs(Number(percent))));
  return farthest(other) - farthest(one) || Number(other.figures.median) - Number(one.figures.median);
};

/**
 * What other shops asked within the last 30 days beside the dealer's own ads, of each machine and family of which at least
 * three prices are known. Nothing is changed by it. Throws `Refusal`.
 */
export const marketReport = async (dealerId: string, ports: ReportPorts): Promise<MarketReport> => {
  const [dealer] = await configuredDealers(dealerId, ports);
  const conversion = dealer?.conversion ?? {};
  const market = await marketOf({ id: dealerId, conversion }, ports);
  const ours = (await listOffers(dealerId, ports)).flatMap(oursOf);
  const byMachine = Map.groupBy(ours, ({ key }) => key);
  const all = [...market.machines].map(([key, prices]) => ({
    prices,
    report: machineReport(prices, byMachine.get(key) ?? []),
  }));
  const few = all.filter(({ report }) => report === null);
  return {
    ...{ dealerId, at: ports.clock().toISOString(), days: MARKET_DAYS },
    machines: all.flatMap(({ report }) => report ?? []).toSorted(byDistance),
    families: familiesOf(market, ours).toSorted(
      (one, other) => Number(other.figures.median) - Number(one.figures.median),
    ),
    tooFew: few.reduce((sum, { prices }) => sum + prices.prices.length, 0),
    withoutRate: Object.fromEntries(market.withoutRate),
    rates: [...market.currencies].flatMap((currency) => {
      const own = conversion[currency];
      return own ? [{ currency, rate: own.rate, date: own.rateDate }] : [];
    }),
  };
};
