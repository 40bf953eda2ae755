import type { ExtractedProduct } from '#contracts/extracted.ts';
import type { MarketMachine, MatchedObservation, Observation } from '#contracts/market.ts';
import type { Reason } from '#contracts/reason.ts';
import { decideTied } from '#functions/match/decide.ts';
import { lexicalEmbedder, similarityBy } from '#functions/match/embedder.ts';
import { indexNames } from '#functions/match/listed-names.ts';
import { namesOf } from '#functions/match/names.ts';
import { namesFor, rankNames, type Subject } from '#functions/match/rank-names.ts';
import { modelKey, understand } from '#functions/match/understand.ts';
import { reason } from '#messages/reason.ts';
import { brandInTitle } from '#reference/naming/machine.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { Offer } from '#shared/table/records.ts';
import { meaningsFor, type Rewording, rewordingBy } from '#shared/taught-meanings.ts';
import { machineWords } from './shop-name.ts';

/** What observations are matched with. */
export interface MarketKnowledge {
  /** The marketplace's names, to the letter. */
  names: readonly string[];
  /** Names that people have set, by the text of the model. */
  byHand: ReadonlyMap<string, string>;
  /** The dealer's own machines by their codes. */
  ours: ReadonlyMap<string, MarketMachine>;
  reword: Rewording;
}

/** The tag that bears the marketplace's name of a machine. */
export const MODEL_TAG = 'Model';

/** The machine that an offer is of; null where it has no name yet. */
export const machineOfOffer = ({ brand, modelYear, ad }: Offer): MarketMachine | null => {
  const model = ad?.fields[MODEL_TAG];
  return model ? { brand, modelYear, model } : null;
};

const NOTHING: Omit<ExtractedProduct, 'brand' | 'modelYear' | 'modelCode' | 'model'> = {
  ...{ page: 1, row: 1, section: null, package: null, engine: null, trackLength: null, trackProfile: null },
  ...{ starter: null, display: null, springOptions: null, color: null, price: null, priceText: null },
  ...{ springOnly: false, confidence: 1, cells: {}, flags: [] },
  normalized: {
    ...{ family: null, package: null, engine: null, trackLengthMm: null, trackLengthIn: null },
    ...{ trackWidthMm: null, trackWidthIn: null, starter: null, display: null },
  },
};

const asProduct = ({ code, brand, name, modelYear }: Observation): ExtractedProduct => ({
  ...NOTHING,
  // "BRP" is the make of the whole group, and no brand.
  ...{ brand: brand && brandInTitle(brand), modelYear, modelCode: code ?? '', model: machineWords(name) },
});

const subjectOf = (observation: Observation, reword: Rewording): Subject => {
  const product = asProduct(observation);
  const { machine, contradictions } = understand(product, reword);
  return { machine, contradictions, text: modelKey(product) };
};

/** What a name of the marketplace's is of: brand and year as they are told. */
const named = (model: string, { machine: { brand, year } }: Subject): MarketMachine | Reason => {
  if (year === null) return reason('market-year-missing');
  return brand === null ? reason('market-brand-missing') : { brand, modelYear: year, model };
};

const isMachine = (found: MarketMachine | Reason): found is MarketMachine => 'model' in found;

/** A code is believed where nothing else that is printed speaks against it. */
const byCode = ({ code, modelYear }: Observation, { ours }: MarketKnowledge): MarketMachine | null => {
  const machine = code === null ? undefined : ours.get(code);
  return machine && (modelYear === null || modelYear === machine.modelYear) ? machine : null;
};

/**
 * Tells of which machine each observation is, as the rows of lists are told: by one of the dealer's codes, by a name that
 * people have set, else by the one name of the marketplace that nothing contradicts. What is not sure is of none.
 */
export const matchObservations = async (
  observations: readonly Observation[],
  known: MarketKnowledge,
): Promise<MatchedObservation[]> => {
  const index = indexNames(known.names);
  const subjects = new Map(observations.map((one) => [one, subjectOf(one, known.reword)]));
  const texts = new Set(
    [...subjects.values()].flatMap((subject) => [
      subject.text,
      ...namesFor(subject.machine, index).map(({ text }) => text),
    ]),
  );
  const likeness = texts.size === 0 ? null : await similarityBy([lexicalEmbedder], [...texts]);
  const found = async (observation: Observation): Promise<MarketMachine | Reason> => {
    const subject = subjects.get(observation) as Subject;
    const set = byCode(observation, known) ?? known.byHand.get(subject.text);
    if (set && typeof set !== 'string') return set;
    if (set) return named(set, subject);
    if (!likeness) return reason('market-name-unsure');
    const ranked = { subject, ranking: rankNames(subject, index, likeness) };
    const decision = await decideTied(ranked, likeness.engine.name, null);
    if (decision.decision !== 'accepted' || decision.avitoModel === null)
      return decision.reasons[0] ?? reason('market-name-unsure');
    return named(decision.avitoModel, subject);
  };
  return Promise.all(
    observations.map(async (one) => {
      const machine = await found(one);
      return isMachine(machine) ? { ...one, machine, why: null } : { ...one, machine: null, why: machine };
    }),
  );
};

/** What is known at a dealer to match with. */
export const marketKnowledge = async (
  dealerId: string,
  ports: Pick<Ports, 'table' | 'parts'>,
): Promise<MarketKnowledge> => {
  const { table, parts } = ports;
  const { rules } = await rulesInForce(parts.marketplace, ports);
  const byHand = [
    ...(await table.sharedMatches.query({})),
    ...(await table.manualMatches.query({ dealerId })),
  ];
  const ours = (await table.offers.query({ dealerId })).flatMap((offer) => {
    const machine = machineOfOffer(offer);
    return machine ? [[offer.modelCode, machine] as const] : [];
  });
  return {
    names: namesOf(rules),
    byHand: new Map(byHand.map(({ model, name }) => [model, name])),
    ours: new Map(ours),
    reword: rewordingBy('word', await meaningsFor(dealerId, ports)),
  };
};
