import type { Extracted } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import { endRejected, endWith, type ListIdentity, type RunState } from '#contracts/state.ts';
import type { PageReader } from '#pages/page.ts';
import { sha256 } from '#shared/hash.ts';
import { writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import { extractPriceList } from './extract-price-list.ts';

export type ExtractPorts = Pick<Ports, 'inbox' | 'artefacts' | 'clock'>;

/** The lists one document holds; a list without brand or year stays out of the feed, in review. */
const listsOf = ({ products, market }: Extracted): ListIdentity[] => {
  const lists = new Map<string, ListIdentity>();
  for (const { brand, modelYear } of products)
    if (brand && modelYear)
      lists.set(`${brand}#${modelYear}`, { brand, modelYear, market: market ?? 'unknown' });
  return [...lists.values()];
};

const replacedMeanwhile = (state: RunState) =>
  endWith(state, {
    status: 'duplicate',
    category: 'replaced',
    reason: 'Another file has taken the place of this one before it was read.',
    whatToDo: 'Nothing; the newer file has a run of its own.',
  });

const tallyOf = ({ products, engine }: Extracted): RunState['tally'] => {
  const failed = products.filter(({ flags }) => flags.length > 0).length;
  return { processed: products.length, succeeded: products.length - failed, failed, engine: engine.name };
};

const withList = (state: RunState, extracted: Extracted): RunState => ({
  ...state,
  lists: listsOf(extracted),
  artefacts: { ...state.artefacts, extracted: artefactKey(state, 'extracted') },
  counts: { ...state.counts, products: extracted.products.length },
  tally: tallyOf(extracted),
  route: 'match',
});

/** Reads the document's rows into `extracted.json`; a list nobody can read is a rejection, not an error. */
export const extract = async (
  state: RunState,
  ports: ExtractPorts,
  readers: PageReader[],
): Promise<RunState> => {
  const bytes = await ports.inbox.read(state.inbox.key);
  if (sha256(bytes) !== state.sha256) return replacedMeanwhile(state);
  const document = { name: state.inbox.name, sha256: state.sha256 };
  const result = await extractPriceList(bytes, document, {
    readers,
    extractedAt: ports.clock().toISOString(),
  });
  if (isRejection(result)) return endRejected(state, result);
  await writeJson(ports.artefacts, artefactKey(state, 'extracted'), result);
  return withList(state, result);
};
