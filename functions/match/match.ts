import { Extracted } from '#contracts/extracted.ts';
import type { Matched, MatchedProduct } from '#contracts/matched.ts';
import type { RunState } from '#contracts/state.ts';
import type { Usage } from '#contracts/usage.ts';
import { cataloguesOf } from '#shared/catalogues.ts';
import { MatchingError } from '#shared/errors.ts';
import { readJson, writeLongJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { type RulesInForce, rulesOfRun } from '#shared/rules-in-force.ts';
import { artefactKey } from '#shared/run.ts';
import { meaningsFor, rewordingBy } from '#shared/taught-meanings.ts';
import { usageCost } from '#shared/usage-cost.ts';
import { type HelperPorts, type Helpers, helpersOf } from './helpers.ts';
import type { NameByHand } from './manual/manual-decision.ts';
import { type Knowledge, matchProducts } from './match-products.ts';
import { namesOf } from './names.ts';

export type MatchPorts = Pick<Ports, 'artefacts'> & HelperPorts;

/** Read before the entries are: a book or a name by hand that comes later shows as a newer revision to validate. */
const catalogueRevision = async ({ dealerId }: RunState, { table }: MatchPorts): Promise<number> =>
  (await table.states.get({ dealerId }))?.catalogueRevision ?? 0;

const extractedOf = (state: RunState, ports: MatchPorts): Promise<Extracted> => {
  const key = state.artefacts.extracted;
  if (!key) throw new MatchingError('The document has no extracted rows to match', { stage: 'match' });
  return readJson(ports.artefacts, key, Extracted);
};

const spent = (usages: readonly Usage[]) => ({
  servicesUsd: usageCost(usages),
  inputTokens: usages.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
  outputTokens: usages.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
});

const tallyOf = (products: MatchedProduct[], engine: string, usages: readonly Usage[]): RunState['tally'] => {
  const succeeded = products.filter(({ decision }) => decision === 'accepted').length;
  const failed = products.length - succeeded;
  return { processed: products.length, succeeded, failed, engine, ...spent(usages) };
};

/** What measured, and which names it had where they are not those of the table. */
const engineText = ({ engine }: Matched, { rules, source }: RulesInForce): string =>
  source === 'table' ? engine.name : `${engine.name} (${source} names of ${rules.version})`;

const withMatches = (state: RunState, revision: number, tally: RunState['tally']): RunState => ({
  ...state,
  pins: { ...state.pins, catalogueRevision: revision },
  artefacts: { ...state.artefacts, matched: artefactKey(state, 'matched') },
  tally,
  route: 'validate',
});

/** What people have set by hand for this dealer, by the text of the model. */
const setByHand = async (
  { dealerId }: RunState,
  { table }: MatchPorts,
): Promise<ReadonlyMap<string, NameByHand>> =>
  new Map(
    [...(await table.sharedMatches.query({})), ...(await table.manualMatches.query({ dealerId }))].map(
      (match) => [match.model, match],
    ),
  );

const matchAll = async (
  { document, products: rows }: Extracted,
  known: Omit<Knowledge, 'document'>,
  helpers: Helpers,
): Promise<Matched> => {
  const { engine, products } = await matchProducts(rows, { document, ...known }, helpers);
  return { contractVersion: 2, document, engine, products };
};

/** Gives every product Avito's name, its spec-book page and its technical values: `matched.json`. */
export const match = async (state: RunState, ports: MatchPorts): Promise<RunState> => {
  const revision = await catalogueRevision(state, ports);
  const extracted = await extractedOf(state, ports);
  const catalogues = await cataloguesOf(state.dealerId, ports);
  const manual = await setByHand(state, ports);
  const inForce = await rulesOfRun(ports.parts.marketplace, state.pins, ports);
  const reword = rewordingBy('word', await meaningsFor(state.dealerId, ports));
  const known = { names: namesOf(inForce.rules), catalogues, manual, reword };
  const helpers = helpersOf(ports);
  const matched = await matchAll(extracted, known, helpers);
  await writeLongJson(ports.artefacts, artefactKey(state, 'matched'), matched);
  const tally = tallyOf(matched.products, engineText(matched, inForce), helpers.usages);
  return withMatches(state, revision, tally);
};
