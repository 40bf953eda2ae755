import { plainObjects } from './pdf-objects.ts';

/** Why the pages of a PDF are not what is in it: they stand in for what few viewers open, and say so at most. */
export type Shell = 'xml-form' | 'portfolio';

/** A form that is drawn from XML (ISO 32000-1, 12.7.8), and files kept in a file (ISO 32000-2, 12.3.5). */
const SIGNS: readonly [Shell, RegExp][] = [
  ['xml-form', /\/XFA\b/],
  ['portfolio', /\/Collection\s*(?:<<|\d+\s+\d+\s+R)/],
];

/** What a file that shows nothing of use is a shell of; null where it is none, or no PDF. */
export async function shellOf(bytes: Uint8Array): Promise<Shell | null> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.includes('%PDF-')) return null;
  const text = (await plainObjects(bytes))?.text ?? '';
  return SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? null;
}
