import type { Catalogue } from '#contracts/catalogue.ts';
import { Extracted } from '#contracts/extracted.ts';
import type { Matched, MatchedProduct } from '#contracts/matched.ts';
import type { RunState } from '#contracts/state.ts';
import { cataloguesOf } from '#shared/catalogues.ts';
import { MatchingError } from '#shared/errors.ts';
import { readJson, writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import type { Embedder } from './embedder.ts';
import { matchProducts } from './match-products.ts';
import { avitoNames } from './names.ts';

export type MatchPorts = Pick<Ports, 'artefacts' | 'table'>;

/** Read before the entries are: a book that comes later shows as a newer revision to validate. */
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

const matchAll = async (
  { document, products: rows }: Extracted,
  catalogues: Catalogue[],
  embedders: Embedder[],
): Promise<Matched> => {
  const { engine, products } = await matchProducts(
    rows,
    { document, names: avitoNames, catalogues },
    embedders,
  );
  return { contractVersion: 1, document, engine, products };
};

/** Gives every product Avito's name, its spec-book page and its technical values: `matched.json`. */
export const match = async (state: RunState, ports: MatchPorts, embedders: Embedder[]): Promise<RunState> => {
  const revision = await catalogueRevision(state, ports);
  const [extracted, catalogues] = [
    await extractedOf(state, ports),
    await cataloguesOf(state.dealerId, ports),
  ];
  const matched = await matchAll(extracted, catalogues, embedders);
  await writeJson(ports.artefacts, artefactKey(state, 'matched'), matched);
  return withMatches(state, matched, revision);
};
