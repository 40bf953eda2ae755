import { Extracted } from '#contracts/extracted.ts';
import type { Matched, MatchedProduct } from '#contracts/matched.ts';
import type { RunState } from '#contracts/state.ts';
import { cataloguesOf } from '#shared/catalogues.ts';
import { MatchingError } from '#shared/errors.ts';
import { readJson, writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import type { Embedder } from './embedder.ts';
import type { NameByHand } from './manual/manual-decision.ts';
import { type Knowledge, matchProducts } from './match-products.ts';
import { avitoNames } from './names.ts';

export type MatchPorts = Pick<Ports, 'artefacts' | 'table'>;

/** Read before the entries are: a book or a name by hand that comes later shows as a newer revision to validate. */
const catalogueRevision = async ({ dealerId }: RunState, { table }: MatchPorts): Promise<number> =>
  (await table.states.get({ dealerId }))?.catalogueRevision ?? 0;

const extractedOf = (state: RunState, ports: MatchPorts): Promise<Extracted> => {
  const key = state.artefacts.extracted;
  if (!key) throw new MatchingError('The document has no extracted rows to match', { stage: 'match' });
  return readJson(ports.artefacts, key, Extracted);
};

const tallyOf = (products: MatchedProduct[], engine: string): RunState['tally'] => {
  const succeeded = products.filter(({ decision }) => decision === 'accepted').length;
  return { processed: products.length, succeeded, failed: products.length - succeeded, engine };
};

const withMatches = (state: RunState, matched: Matched, revision: number): RunState => ({
  ...state,
  pins: { ...state.pins, catalogueRevision: revision },
  artefacts: { ...state.artefacts, matched: artefactKey(state, 'matched') },
  tally: tallyOf(matched.products, matched.engine.name),
  route: 'validate',
});

/** What people have set by hand for this dealer, by the text of the model. */
const setByHand = async (
  { dealerId }: RunState,
  { table }: MatchPorts,
): Promise<ReadonlyMap<string, NameByHand>> =>
  new Map((await table.manualMatches.query({ dealerId })).map((match) => [match.model, match]));

const matchAll = async (
  { document, products: rows }: Extracted,
  known: Pick<Knowledge, 'catalogues' | 'manual'>,
  embedders: Embedder[],
): Promise<Matched> => {
  const knowledge = { document, names: avitoNames, ...known };
  const { engine, products } = await matchProducts(rows, knowledge, embedders);
  return { contractVersion: 1, document, engine, products };
};

/** Gives every product Avito's name, its spec-book page and its technical values: `matched.json`. */
export const match = async (state: RunState, ports: MatchPorts, embedders: Embedder[]): Promise<RunState> => {
  const revision = await catalogueRevision(state, ports);
  const extracted = await extractedOf(state, ports);
  const catalogues = await cataloguesOf(state.dealerId, ports);
  const manual = await setByHand(state, ports);
  const matched = await matchAll(extracted, { catalogues, manual }, embedders);
  await writeJson(ports.artefacts, artefactKey(state, 'matched'), matched);
  return withMatches(state, matched, revision);
};
