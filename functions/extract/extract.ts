import type { ExtractedProduct } from '#contracts/extracted.ts';
import { isRejection, rejected } from '#contracts/outcome.ts';
import { endRejected, endWith, type ListIdentity, type RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import type { PageReader } from '#pages/page.ts';
import { sha256 } from '#shared/hash.ts';
import { writeBoundedJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { beyondProducts } from '#shared/room-for-products.ts';
import { artefactKey } from '#shared/run.ts';
import { headingsBy, meaningsFor } from '#shared/taught-meanings.ts';
import { type ExtractOptions, type Reading, readDocument } from './extract-price-list.ts';
import type { ExtractedList } from './extracted.ts';
import type { ColumnNamer } from './name-columns.ts';
import { neighbours } from './page-sources.ts';
import { TOO_MANY_ROWS } from './rejections.ts';

export type ExtractPorts = Pick<Ports, 'inbox' | 'artefacts' | 'clock' | 'table'>;

export const replacedMeanwhile = (state: RunState) =>
  endWith(state, { status: 'duplicate', reason: reason('replaced') });

/** What a run says of the products that it puts on record. */
class Told {
  readonly #lists = new Map<string, Pick<ListIdentity, 'brand' | 'modelYear'>>();
  #processed = 0;
  #failed = 0;

  *each(products: Iterable<ExtractedProduct>): Generator<ExtractedProduct> {
    for (const product of products) {
      this.#note(product);
      yield product;
    }
  }

  #note({ brand, modelYear, flags }: ExtractedProduct): void {
    this.#processed += 1;
    this.#failed += flags.length > 0 ? 1 : 0;
    if (brand && modelYear) this.#lists.set(`${brand}#${modelYear}`, { brand, modelYear });
  }

  /** The lists one document holds; a list without brand or year stays out of the feed, in review. */
  listsFor(market: string | null): ListIdentity[] {
    return [...this.#lists.values()].map((list) => ({ ...list, market: market ?? 'unknown' }));
  }

  tally(engine: string): RunState['tally'] {
    const [processed, failed] = [this.#processed, this.#failed];
    return { processed, succeeded: processed - failed, failed, engine };
  }
}

const withList = (state: RunState, { market, engine, products }: ExtractedList, told: Told): RunState => ({
  ...state,
  lists: told.listsFor(market),
  artefacts: { ...state.artefacts, extracted: artefactKey(state, 'extracted') },
  counts: { ...state.counts, products: products.length },
  tally: told.tally(engine.name),
  route: 'match',
});

/** What reads a list: page readers in their order, and namers of columns that the lexicon does not know. */
export interface Engines {
  readers: readonly PageReader[];
  namers: readonly ColumnNamer[];
}

/** Pages that one call reads: a recogniser takes seconds a page, a function lives for minutes. */
const CHUNK_PAGES = 10;

/** Its rows are counted when they have been read. */
const NOTHING_READ: RunState['tally'] = { processed: 0, succeeded: 0, failed: 0, engine: '' };

const withChunks = (state: RunState, unread: number[]): RunState => ({
  ...state,
  chunks: neighbours(unread, CHUNK_PAGES).map((range) => ({ ...range, failure: null })),
  tally: NOTHING_READ,
  route: 'read-pages',
});

/** Adds what paid services cost besides the function itself. */
const withCost = (state: RunState, servicesUsd: number): RunState => ({
  ...state,
  tally: { ...state.tally, servicesUsd },
});

/** Ends a list that is more than the dealer's plan gives: it is not put in force. */
const withinPlan = async (state: RunState, ports: Pick<Ports, 'table'>): Promise<RunState> => {
  const why = await beyondProducts(state, ports);
  return why ? endRejected(state, rejected(why)) : state;
};

/** Puts the reading on record, or ends the document with the reason why there is none. */
export const keep = async (
  state: RunState,
  { result, servicesUsd }: Reading,
  ports: Pick<Ports, 'artefacts' | 'table'>,
): Promise<RunState> => {
  if (isRejection(result)) return withCost(endRejected(state, result), servicesUsd);
  const told = new Told();
  const artefact = { ...result, products: told.each(result.products) };
  const fits = await writeBoundedJson(ports.artefacts, artefactKey(state, 'extracted'), artefact);
  if (!fits) return withCost(endRejected(state, TOO_MANY_ROWS), servicesUsd);
  return withCost(await withinPlan(withList(state, result, told), ports), servicesUsd);
};

/** Reads the document of a run; null when another file has taken its place. */
export const readRun = async (
  state: RunState,
  ports: ExtractPorts,
  engines: Omit<ExtractOptions, 'extractedAt' | 'receivedAt' | 'taught'>,
): Promise<Reading | null> => {
  const bytes = await ports.inbox.read(state.inbox.key, state.inbox.version);
  if (sha256(bytes) !== state.sha256) return null;
  const document = { name: state.inbox.name, sha256: state.sha256 };
  const { receivedAt } = state.inbox;
  return readDocument(bytes, document, {
    ...engines,
    taught: headingsBy(await meaningsFor(state.dealerId, ports)),
    receivedAt,
    extractedAt: ports.clock().toISOString(),
  });
};

/**
 * Reads the document's rows into `extracted.json`, or, where recognisers can read pictures, names the pages that
 * have to be read from theirs first; a list nobody can read is a rejection, not an error.
 */
export const extract = async (
  state: RunState,
  ports: ExtractPorts,
  engines: Engines & { canRecognize: boolean },
): Promise<RunState> => {
  const { canRecognize, ...readingEngines } = engines;
  using reading = await readRun(state, ports, { ...readingEngines, picturesFollow: canRecognize });
  if (!reading) return replacedMeanwhile(state);
  if (canRecognize && reading.unread.length > 0) return withChunks(state, reading.unread);
  // Awaited: the products are disposed of when this returns.
  return await keep(state, reading, ports);
};
