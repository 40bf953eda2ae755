import type { Column, EngineAnswer, PageProblem } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import type { RecognizedRecord } from '#contracts/recognized.ts';
import { reason } from '#messages/reason.ts';
import { type OpenDocument, type Page, UnreadableDocument, type Word } from '#pages/page.ts';
import { type TextLayer, textLayerOf } from '#pages/text-layer.ts';

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

export interface Recognition {
  engine: EngineAnswer;
  /** Null where nothing could be read. */
  words: Pick<Word, 'box' | 'confidence'>[] | null;
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
  open: OpenDocument,
  recognizedPages: RecognizedPages,
  sources: PageSources,
  isBlank: IsBlank,
): OpenDocument {
  return {
    pageCount: open.pageCount,
    readPage: async (number) => {
      const record = await recognizedPages(number);
      const page = record
        ? recognizedPage(record, sources)
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
  recognized.set(page, { engine, words: words ?? null });
  if (!seen) throw new UnreadableDocument('unreadable', failureOf(failure, engine));
  return seen as Page;
}

function failureOf(failure: string | null, { declined }: EngineAnswer): string {
  const reasons = declined.map(({ name, reason }) => `${name}: ${reason}`);
  return [failure ?? 'The page could not be read', ...reasons].join('; ');
}

const WHY_UNREAD: Record<Exclude<TextLayer, 'usable'>, Reason> = {
  absent: reason('page-blank'),
  unseen: reason('page-text-unseen'),
  garbled: reason('page-text-garbled'),
  stamped: reason('page-stamped'),
};
const NO_TEXT = 'page-without-text';

/** The problems of the pages as their sources explain them. */
export function explained(problems: readonly PageProblem[], sources: PageSources): PageProblem[] {
  const kept = problems.filter(({ category, page }) => category !== NO_TEXT || !isEmpty(page, sources));
  return [...kept.map((problem) => withReason(problem, sources)), ...stampedPages(sources)];
}

/** A recogniser that finds nothing to read has looked at what the page shows: a photograph, or nothing at all. */
const isEmpty = (page: number, { recognized, blank }: PageSources): boolean =>
  blank.has(page) || recognized.get(page)?.words?.length === 0;

function withReason(problem: PageProblem, { unread }: PageSources): PageProblem {
  const layer = problem.category === NO_TEXT ? unread.get(problem.page) : undefined;
  return layer === 'garbled' || layer === 'unseen' ? { ...problem, text: WHY_UNREAD[layer] } : problem;
}

/** A picture with a few words is a scan with a stamp; as the first page it is a cover. */
function stampedPages({ unread }: PageSources): PageProblem[] {
  const pages = [...unread].filter(([page, layer]) => layer === 'stamped' && page > 1);
  return pages.map(([page]) => ({ page, box: null, category: NO_TEXT, text: WHY_UNREAD.stamped }));
}
