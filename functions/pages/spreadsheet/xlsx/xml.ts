import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { UnreadableDocument } from '../../page.ts';
import { tooLarge } from '../limits.ts';
import type { Archive, PartSink } from './archive.ts';

/** The attributes of an element, by their names as written. */
export type Attributes = Readonly<Record<string, string>>;

/** What is asked of a part; elements come by their names without prefix. */
export interface XmlHandlers {
  open?(element: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(element: string): void;
}

/** Deeper nesting, or longer text without a tag, is no part of a workbook: a cell holds 32,767 characters. */
const DEEPEST = 64;
const LONGEST_TEXT = 1024 * 1024;

/**
 * Reads one XML part of a workbook as a stream. Throws `UnreadableDocument` where it is not well-formed or has a
 * document type: no workbook has one, and so no entity is ever declared and nothing outside the file ever asked for.
 */
export const readXml = (archive: Archive, name: string, handlers: XmlHandlers): Promise<void> =>
  archive.read(name, xmlSink(name, handlers));

function xmlSink(name: string, handlers: XmlHandlers): PartSink {
  const parser = strictParser(name, handlers);
  let decoder: TextDecoder | null = null;
  let sinceTag = 0;
  return {
    write: (chunk) => {
      decoder ??= decoderOf(name, chunk);
      const tag = chunk.lastIndexOf(TAG);
      sinceTag = tag < 0 ? sinceTag + chunk.length : chunk.length - tag;
      if (sinceTag > LONGEST_TEXT) throw tooLarge('A cell of the file is longer than any cell can be');
      parser.write(decoder.decode(chunk, { stream: true }));
    },
    end: () => void parser.write(decoder?.decode() ?? '').close(),
  };
}

/** The declaration that a part of one byte a letter begins with (XML 1.0, 4.3.3). */
const DECLARED = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/;
const BEGINNING_BYTES = 200;

/**
 * By the part's mark, its first letter or its declaration: UTF-8, but a few producers write UTF-16 or a code page. What
 * declares UTF-16 in letters of one byte is none: its text was written elsewhere, and saved as UTF-8.
 */
function decoderOf(name: string, beginning: Uint8Array): TextDecoder {
  const begins = Buffer.from(beginning.subarray(0, BEGINNING_BYTES)).toString('latin1');
  const wide = WIDE.find(([pattern]) => pattern.test(begins))?.[1];
  const [, declared = 'utf-8'] = DECLARED.exec(begins) ?? [];
  try {
    return new TextDecoder(wide ?? (/^utf-?16/i.test(declared) ? 'utf-8' : declared));
  } catch (error) {
    throw unreadable(`${name} is written in an encoding that nobody knows`, error);
  }
}

const WIDE = [
  [/^(?:\xff\xfe|<\0)/, 'utf-16le'],
  [/^(?:\xfe\xff|\0<)/, 'utf-16be'],
] as const;

const TAG = '<'.charCodeAt(0);

function strictParser(
  name: string,
  { open, text, close }: XmlHandlers,
): SaxesParser<{ xmlns: false; position: false }> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let depth = 0;
  parser.on('doctype', () => {
    throw unreadable(`${name} declares a document type, as no workbook does`);
  });
  parser.on('error', (error) => {
    throw unreadable(`${name} is not well-formed`, error);
  });
  parser.on('opentag', ({ name: element, attributes }) => {
    if (++depth > DEEPEST) throw unreadable(`${name} is nested too deeply`);
    open?.(localName(element), attributes);
  });
  parser.on('closetag', ({ name: element }) => {
    depth--;
    close?.(localName(element));
  });
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  return parser;
}

/** A name without its prefix: some producers write `x:row`. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** True for the ways XML Schema writes yes. */
export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

const unreadable = (why: string, cause?: unknown): UnreadableDocument =>
  new UnreadableDocument('unreadable', `The file is damaged: ${why}`, cause);
