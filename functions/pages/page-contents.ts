import type { PdfObjects } from './pdf-objects.ts';

/** Trees of pages are a few levels deep. */
const DEEPEST = 40;
const REFERENCES = /(\d+)\s+\d+\s+R/g;

/**
 * The numbers of the streams that each page draws, page after page; what the tree of pages (ISO 32000-2, 7.7.3) does
 * not lead to is left out.
 */
export function contentsByPage(objects: PdfObjects): number[][] {
  const pages: number[][] = [];
  const seen = new Set<number>();
  const walk = (number: number, depth: number): void => {
    const node = objects.written(number);
    if (node === undefined || depth > DEEPEST || seen.has(number)) return;
    seen.add(number);
    const kids = referencesOf(node, 'Kids');
    if (kids.length === 0) pages.push(contentsOf(node, objects));
    for (const kid of kids) walk(kid, depth + 1);
  };
  const [root = 0] = referencesOf(objects.text.slice(objects.text.lastIndexOf('/Root')), 'Root');
  for (const tree of referencesOf(objects.written(root) ?? '', 'Pages')) walk(tree, 0);
  return pages;
}

/** An array of contents may be an object of its own. */
function contentsOf(page: string, objects: PdfObjects): number[] {
  const named = referencesOf(page, 'Contents');
  const [only = 0] = named;
  const array = /^\s*\[([\s\dR]*)\]/.exec(objects.written(only) ?? '')?.[1];
  return named.length === 1 && array !== undefined ? numbersIn(array) : named;
}

/** The objects that a key names, alone or in an array. */
function referencesOf(dictionary: string, key: string): number[] {
  const [, named = ''] = new RegExp(`/${key}\\s*(\\d+\\s+\\d+\\s+R|\\[[^\\]]*\\])`).exec(dictionary) ?? [];
  return numbersIn(named);
}

const numbersIn = (named: string): number[] =>
  [...named.matchAll(REFERENCES)].map(([, number]) => Number(number));
