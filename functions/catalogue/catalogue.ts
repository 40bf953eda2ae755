import { isDeepStrictEqual } from 'node:util';
import type { Catalogue } from '#contracts/catalogue.ts';
import { isRejection, rejected } from '#contracts/outcome.ts';
import type { PrintedBook } from '#contracts/printed-book.ts';
import { type Ending, endRejected, endWith, type RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import type { PageReader } from '#pages/page.ts';
import { plainLabel } from '#reference/catalogue/row-labels.ts';
import { sha256 } from '#shared/hash.ts';
import { writeJson } from '#shared/json.ts';
import { metered } from '#shared/metered.ts';
import type { Ports } from '#shared/ports.ts';
import { rememberedModel } from '#shared/remembered-model.ts';
import { artefactKey } from '#shared/run.ts';
import { usageCost } from '#shared/usage-cost.ts';
import { catalogueOf, withLabelsNamed } from './catalogue-of.ts';
import { emptyOnMostPages } from './empty-fields.ts';
import { pictureKey, type StorePicture } from './model-picture.ts';
import { type LabelNamer, labelNamersOf } from './naming/label-namer.ts';
import { putInForce } from './put-in-force.ts';
import { readPrintedBook } from './read-spec-book.ts';
import { meaningsOfBooks, taughtIn } from './taught.ts';
import { workOutAnew } from './work-out-anew.ts';

export type CataloguePorts = Pick<
  Ports,
  'inbox' | 'artefacts' | 'assets' | 'table' | 'clock' | 'languageModel' | 'embeddings' | 'parts'
>;

const storePicture =
  ({ assets }: CataloguePorts): StorePicture =>
  async (bytes, mediaType) => {
    const key = pictureKey(bytes, mediaType);
    if (!(await assets.head(key))) await assets.write(key, bytes, mediaType);
    return key;
  };

/** How many labels are known by the word of the dealer's own people, or by that for all dealers. */
const saidBy = (by: 'dealer' | 'all', { models }: Catalogue): number =>
  new Set(
    models
      .flatMap(({ rows }) => rows)
      .filter((row) => row.saidBy === by)
      .map(({ label }) => plainLabel(label)),
  ).size;

const notUnderstood = (catalogue: Catalogue): Ending | null => {
  const empty = emptyOnMostPages(catalogue);
  if (empty.length === 0) return null;
  const fields = empty.map(({ name, pages }) => `${name} on ${pages}`);
  return {
    status: 'catalogued',
    reason: reason('book-not-understood', {
      models: catalogue.models.length,
      fields,
      answered: saidBy('dealer', catalogue),
    }),
  };
};

/** A book is in force all the same; what a person should look at stands in the run's report. */
const reservation = (catalogue: Catalogue): Ending | null => {
  const { damages, problems } = catalogue;
  const [first] = problems;
  if (!first) return null;
  const answered = saidBy('dealer', catalogue);
  const found = { places: problems.length, page: first.place?.page ?? null, first, answered };
  return {
    status: 'catalogued',
    reason: reason(damages > 0 ? 'book-partly-damaged' : 'book-partly-read', found),
  };
};

/** In the words of the stage's engine; nothing where nobody's word was needed. */
const knownByAnswers = (catalogue: Catalogue): string[] =>
  (['dealer', 'all'] as const).flatMap((by) => {
    const count = saidBy(by, catalogue);
    const whose = by === 'dealer' ? 'your answers' : 'answers for all dealers';
    return count > 0 ? `${count} label${count > 1 ? 's' : ''} known by ${whose}` : [];
  });

const withBook = (state: RunState, catalogue: Catalogue): RunState => ({
  ...state,
  lists: [{ brand: catalogue.brand, modelYear: catalogue.modelYear, market: '' }],
  artefacts: { catalogue: artefactKey(state, 'catalogue') },
  counts: { ...state.counts, products: catalogue.models.length },
  tally: {
    processed: catalogue.models.length + catalogue.damages,
    succeeded: catalogue.models.length,
    failed: catalogue.damages,
    engine: ['text-layer', ...knownByAnswers(catalogue)].join(', '),
  },
  route: 'match',
  ending: notUnderstood(catalogue) ?? reservation(catalogue),
});

const overtaken = (state: RunState) =>
  endWith(state, { status: 'duplicate', reason: reason('book-superseded') });

const keep = async (state: RunState, catalogue: Catalogue, ports: CataloguePorts): Promise<RunState> => {
  if (!(await putInForce(state, catalogue, ports)))
    return catalogue.damages > 0
      ? endRejected(state, rejected(reason('book-damaged')))
      : overtaken(withBook(state, catalogue));
  await ports.table.states.add({ dealerId: state.dealerId }, { catalogueRevision: 1 });
  return withBook(state, catalogue);
};

/** What is said of labels is asked for anew once the book is in force: what was said meanwhile waits for no other book. */
const workOut = async (
  state: RunState,
  book: PrintedBook,
  namers: readonly LabelNamer[],
  ports: CataloguePorts,
): Promise<RunState> => {
  const meanings = await meaningsOfBooks(state.dealerId, ports);
  const taught = taughtIn(meanings);
  const named = await withLabelsNamed(book, namers, taught);
  const catalogue = catalogueOf(named, taught);
  await writeJson(ports.artefacts, artefactKey(state, 'printed'), named);
  await writeJson(ports.artefacts, artefactKey(state, 'catalogue'), catalogue);
  const kept = await keep(state, catalogue, ports);
  if (!isDeepStrictEqual(meanings, await meaningsOfBooks(state.dealerId, ports)))
    await workOutAnew(state.dealerId, ports);
  return kept;
};

/** Reads a spec book into `printed.json`, `catalogue.json` and its pictures among the assets, and puts it in force. */
export const catalogue = async (
  state: RunState,
  ports: CataloguePorts,
  readers: PageReader[],
): Promise<RunState> => {
  const bytes = await ports.inbox.read(state.inbox.key, state.inbox.version);
  const document = { name: state.inbox.name, sha256: sha256(bytes) };
  const book = await readPrintedBook(bytes, document, {
    readers,
    extractedAt: ports.clock().toISOString(),
    storePicture: storePicture(ports),
  });
  if (isRejection(book)) return endRejected(state, book);
  const { usages, languageModel } = metered(ports);
  const namers = labelNamersOf({ ...ports, languageModel: rememberedModel(languageModel, ports) });
  const ended = await workOut(state, book, namers, ports);
  return usages.length === 0
    ? ended
    : { ...ended, tally: { ...ended.tally, servicesUsd: usageCost(usages) } };
};
