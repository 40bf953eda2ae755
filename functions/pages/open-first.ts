import type { EngineAnswer } from '#contracts/extracted.ts';
import { asTold, reason } from '#messages/reason.ts';
import type { TaughtHeadings } from '#reference/lexicon/column-names.ts';
import { type OpenDocument, type Page, type PageReader, type Sight, UnreadableDocument } from './page.ts';

/** A document that several readers read: what the first cannot, the next does. */
export interface ReadDocument extends OpenDocument {
  taughtHeadings: TaughtHeadings;
  /** Who has answered so far, and why the others did not. */
  engine(): EngineAnswer;
}

const NOTHING_TAUGHT: TaughtHeadings = new Map();

interface Opened {
  name: string;
  document: OpenDocument;
}

/** What one document has gone through: readers not asked yet, those that opened it, and what was refused. */
interface Chain {
  bytes: Uint8Array;
  waiting: PageReader[];
  opened: Opened[];
  answered: Set<string>;
  declined: EngineAnswer['declined'];
  refusals: UnreadableDocument[];
}

/**
 * Opens a document with the first reader that can; its pages and pictures come from the same one, and a page
 * that it cannot read from the next. A file that asks for a password, or for more than any engine may have, asks
 * it of all of them: the others are not tried. `taughtHeadings` is what people say that headings mean. Throws the most telling `UnreadableDocument` where none can.
 */
export async function openFirst(
  readers: readonly PageReader[],
  bytes: Uint8Array,
  taughtHeadings: TaughtHeadings = NOTHING_TAUGHT,
): Promise<ReadDocument> {
  const chain: Chain = {
    ...{ bytes, waiting: [...readers], opened: [] },
    ...{ answered: new Set(), declined: [], refusals: [] },
  };
  const first = await openNext(chain);
  if (!first) throw telling(chain.refusals);
  const { pageCount, renderPage, renderImage, sheets } = first.document;
  return {
    pageCount,
    ...(sheets && { sheets }),
    taughtHeadings,
    readPage: async (number, sight) => {
      const page = await readPage(chain, number, sight);
      return taughtHeadings.size > 0 ? { ...page, taughtHeadings } : page;
    },
    renderPage,
    renderImage,
    close: () => {
      for (const { document } of chain.opened) document.close();
    },
    engine: () => ({ name: [...chain.answered].join(', ') || first.name, declined: chain.declined }),
  };
}

async function openNext(chain: Chain): Promise<Opened | null> {
  for (let reader = chain.waiting.shift(); reader; reader = chain.waiting.shift()) {
    const { name } = reader;
    try {
      const opened = { name, document: await reader.open(chain.bytes) };
      chain.opened.push(opened);
      return opened;
    } catch (error) {
      const refusal = passing(error);
      chain.refusals.push(refusal);
      chain.declined.push({ name, reason: asTold(refusal.message) });
    }
  }
  return null;
}

async function readPage(chain: Chain, number: number, sight: Sight | undefined): Promise<Page> {
  const refusals: UnreadableDocument[] = [];
  for (let at = 0; ; at++) {
    const reader = chain.opened[at] ?? (await openNext(chain));
    if (!reader) throw telling(refusals);
    try {
      const page = await reader.document.readPage(number, sight);
      chain.answered.add(reader.name);
      return page;
    } catch (error) {
      const refusal = passing(error);
      refusals.push(refusal);
      const pages = String(number);
      chain.declined.push({
        name: reader.name,
        reason: reason('declined-pages', { pages, cause: asTold(refusal.message) }),
      });
    }
  }
}

/** A refusal that another reader may not share; throws any other, and what is no refusal. */
function passing(error: unknown): UnreadableDocument {
  if (error instanceof UnreadableDocument && !FOR_ALL.has(error.category)) return error;
  throw error;
}

const FOR_ALL = new Set<UnreadableDocument['category']>(['password-needed', 'too-costly']);

/** That a file is none of a reader's kind says less than what a reader of its kind says. */
function telling(refusals: readonly UnreadableDocument[]): UnreadableDocument {
  const ofItsKind = refusals.find(({ category }) => category !== 'not-a-pdf');
  return ofItsKind ?? refusals[0] ?? new UnreadableDocument('unreadable', 'No page reader is configured');
}
