import type { Box } from '#contracts/box.ts';
import type { Column, EngineAnswer, ExtractedProduct, PageProblem } from '#contracts/extracted.ts';
import { type Reason, reasonKey } from '#contracts/reason.ts';
import type { RecognizedRecord } from '#contracts/recognized.ts';
import { reason } from '#messages/reason.ts';
import { centre, holds } from '#pages/box.ts';
import type { ReadDocument } from '#pages/open-first.ts';
import { type OpenDocument, type Page, UnreadableDocument, type Word } from '#pages/page.ts';
import { type TextLayer, textLayerOf } from '#pages/text-layer.ts';
import { LEAST_CONFIDENT } from '#reference/reading/limits.ts';

/** What is wrong with a page as a whole. */
export const problemOfPage = (page: number, why: Reason): PageProblem => ({
  ...why,
  place: { page, box: null },
});

/** Who read the document: the page reader, the recognisers, and why the earlier ones of the chain did not. */
export function engineOf(reader: EngineAnswer, pages: number, { recognized }: PageSources): EngineAnswer {
  const answers = [...recognized].map(([page, { engine }]) => ({ page, engine }));
  const seen = answers.filter(({ engine }) => engine.name !== '');
  const names = [...(answers.length < pages ? [reader.name] : []), ...seen.map(({ engine }) => engine.name)];
  const noText = { name: reader.name, reason: reason('no-usable-text') };
  const declined = answers.flatMap(({ page, engine }) =>
    [noText, ...engine.declined].map((one) => ({ page, ...one })),
  );
  return {
    name: [...new Set(names)].join(', ') || reader.name,
    declined: [...reader.declined, ...grouped(declined)],
  };
}

/** One line a reason, whatever the number of its pages. */
function grouped(
  declined: ({ page: number } & EngineAnswer['declined'][number])[],
): EngineAnswer['declined'] {
  const groups = Map.groupBy(declined, ({ name, reason: cause }) => `${name}\n${reasonKey(cause)}`);
  return [...groups.values()].map((group) => {
    const [{ name, reason: cause }] = group as [(typeof declined)[number]];
    const pages = ranges(group.map(({ page }) => page));
    return { name, reason: reason('declined-pages', { pages, cause }) };
  });
}

/** A row whose words were read from a picture without the confidence that a price needs. */
const UNSURE = 'reading-unsure';

/** A product with the confidence of its reading: the lowest of the words in its cells. */
export function withConfidence(product: ExtractedProduct, { recognized }: PageSources): ExtractedProduct {
  const words = recognized.get(product.page)?.words;
  if (!words) return product;
  const read = Math.min(1, ...Object.values(product.cells).map((box) => lowest(words, box)));
  return {
    ...product,
    confidence: Math.min(product.confidence, read),
    flags: read < LEAST_CONFIDENT ? [...product.flags, UNSURE] : product.flags,
  };
}

function lowest(words: NonNullable<Recognition['words']>, cell: Box): number {
  const inside = words.filter(({ box }) => holds(cell, centre(box)));
  return Math.min(1, ...inside.map(({ confidence = 1 }) => confidence));
}

/** Each row read without confidence, where it stands: the list waits until a person has looked. */
export function unsureReadings(products: Iterable<ExtractedProduct>): PageProblem[] {
  const unsure = Iterator.from(products).filter(({ flags }) => flags.includes(UNSURE));
  const problems = unsure.map(({ page, cells, modelCode: text }) => ({
    ...reason('row-read-unsurely', { text }),
    place: { page, box: cells.modelCode ?? null },
  }));
  return [...problems];
}

/** Neighbouring pages. */
interface PageRange {
  first: number;
  last: number;
}

/** 1, 2, 3, 7 → "1–3, 7". */
export function ranges(pages: number[]): string {
  return neighbours(pages)
    .map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`))
    .join(', ');
}

/** Runs of neighbouring pages, none longer than `longest`. */
export function neighbours(pages: readonly number[], longest = Infinity): PageRange[] {
  const runs: PageRange[] = [];
  for (const page of pages.toSorted((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run && page === run.last + 1 && page - run.first < longest) run.last = page;
    else runs.push({ first: page, last: page });
  }
  return runs;
}

/** A page read from its picture; null for one that was not. Throws what the store throws. */
export type RecognizedPages = (page: number) => Promise<RecognizedRecord | null>;

/** What the pages were read from, filled while they are read. */
export interface PageSources {
  /** Pages whose text layer is of no use, and that nothing else has read. */
  unread: Map<number, Exclude<TextLayer, 'usable'>>;
  /** Pages with nothing on them, by mistake or for the back of a sheet of paper. */
  blank: Set<number>;
  /** Pages read from their pictures, and what was seen there. */
  recognized: Map<number, Recognition>;
  /** Headings that the lexicon does not know, as a namer has named them. */
  headingNames: Map<string, Column>;
}

interface Recognition {
  engine: EngineAnswer;
  /** Null where nothing could be read. */
  words: Pick<Word, 'box' | 'confidence'>[] | null;
  failure: Reason | null;
}

/** True for a page that is blank for sure, in a file that has lost nothing. */
export type IsBlank = (page: Page) => Promise<boolean>;

export const noSources = (): PageSources => ({
  unread: new Map(),
  blank: new Set(),
  recognized: new Map(),
  headingNames: new Map(),
});

/**
 * The document with every page from where it can be read: its picture where it was recognised, else its text
 * layer. A text layer of no use has no words; a page that no recogniser could read throws `UnreadableDocument`.
 */
export function fromSources(
  open: OpenDocument & Partial<Pick<ReadDocument, 'taughtHeadings'>>,
  recognizedPages: RecognizedPages,
  sources: PageSources,
  isBlank: IsBlank,
): OpenDocument {
  const { taughtHeadings } = open;
  return {
    pageCount: open.pageCount,
    readPage: async (number) => {
      const record = await recognizedPages(number);
      const page = record
        ? { ...recognizedPage(record, sources), ...(taughtHeadings && { taughtHeadings }) }
        : await textPage(await open.readPage(number), sources, isBlank);
      return sources.headingNames.size > 0 ? { ...page, headingNames: sources.headingNames } : page;
    },
    renderPage: (number, scale) => open.renderPage(number, scale),
    renderImage: (number, image) => open.renderImage(number, image),
    close: () => open.close(),
  };
}

async function textPage(page: Page, { unread, blank }: PageSources, isBlank: IsBlank): Promise<Page> {
  const layer = textLayerOf(page);
  if (layer === 'usable') return page;
  if (layer === 'absent' && (await isBlank(page))) {
    blank.add(page.number);
    return page;
  }
  unread.set(page.number, layer);
  return layer === 'garbled' ? { ...page, words: [] } : page;
}

function recognizedPage(
  { page, seen, failure, engine }: RecognizedRecord,
  { recognized }: PageSources,
): Page {
  const words = seen?.words.map(({ box, confidence }) => ({
    box,
    ...(confidence !== undefined && { confidence }),
  }));
  recognized.set(page, { engine, words: words ?? null, failure });
  if (!seen) throw new UnreadableDocument('unreadable', 'no recogniser has read the page');
  return seen as Page;
}

const notRecognized = ({ failure, engine: { declined } }: Recognition): Reason =>
  reason('engines-declined', {
    cause: failure ?? reason('no-recogniser-read'),
    engines: declined.map(({ name }) => name),
    reasons: declined.map((one) => one.reason),
  });

const WHY_UNREAD: Record<Exclude<TextLayer, 'usable'>, Reason> = {
  absent: reason('page-blank'),
  unseen: reason('page-text-unseen'),
  garbled: reason('page-text-garbled'),
  stamped: reason('page-stamped'),
};
/** A page that shows no words, as the page alone tells it. */
const NO_TEXT = new Set(['page-blank', 'page-only-picture']);

/** The problems of the pages as their sources explain them. */
export function explained(problems: readonly PageProblem[], sources: PageSources): PageProblem[] {
  const kept = problems.filter(({ code, place }) => !NO_TEXT.has(code) || !isEmpty(place.page, sources));
  return [...kept.map((problem) => withReason(problem, sources)), ...stampedPages(sources)];
}

/** A recogniser that finds nothing to read has looked at what the page shows: a photograph, or nothing at all. */
const isEmpty = (page: number, { recognized, blank }: PageSources): boolean =>
  blank.has(page) || recognized.get(page)?.words?.length === 0;

function withReason(problem: PageProblem, { unread, recognized }: PageSources): PageProblem {
  const { page } = problem.place;
  const layer = NO_TEXT.has(problem.code) ? unread.get(page) : undefined;
  if (layer === 'garbled' || layer === 'unseen') return problemOfPage(page, WHY_UNREAD[layer]);
  const tried = problem.code === 'page-unreadable' ? recognized.get(page) : undefined;
  return tried ? problemOfPage(page, reason('page-unreadable', { text: notRecognized(tried) })) : problem;
}

/** A picture with a few words is a scan with a stamp; as the first page it is a cover. */
function stampedPages({ unread }: PageSources): PageProblem[] {
  const pages = [...unread].filter(([page, layer]) => layer === 'stamped' && page > 1);
  return pages.map(([page]) => problemOfPage(page, WHY_UNREAD.stamped));
}
