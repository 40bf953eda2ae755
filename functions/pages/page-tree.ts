import type { PdfObjects } from './pdf-objects.ts';

/** Trees of pages are a few levels deep. */
const DEEPEST = 40;
const REFERENCES = /(\d+)\s+\d+\s+R/g;

/**
 * The numbers of the pages that draw with one of these objects, through whatever forms and fonts lie between. Null where
 * one of them is no page's, or pages cannot be counted: then it may be any page's.
 */
export function pagesUsing(numbers: readonly number[], objects: PdfObjects): ReadonlySet<number> | null {
  const [pagesBelow, users] = [pageTree(objects), usersOf(objects)];
  if (pagesBelow === null) return null;
  const found = new Set<number>();
  for (const number of numbers) {
    const pages = pagesAround(number, pagesBelow, users);
    if (pages.size === 0) return null;
    for (const page of pages) found.add(page);
  }
  return found;
}

/** What an object of the tree gives to draw with, all pages below it may use. */
function pagesAround(
  number: number,
  pagesBelow: ReadonlyMap<number, readonly number[]>,
  users: ReadonlyMap<number, readonly number[]>,
): Set<number> {
  const pages = new Set<number>();
  const reached = new Set([number]);
  for (const one of reached) {
    const below = pagesBelow.get(one);
    for (const page of below ?? []) pages.add(page);
    if (!below) for (const user of users.get(one) ?? []) reached.add(user);
  }
  return pages;
}

/** The objects that name an object, by its number. */
function usersOf(objects: PdfObjects): Map<number, number[]> {
  const users = new Map<number, number[]>();
  for (const [number, written] of objects.all())
    for (const used of numbersIn(written)) users.set(used, [...(users.get(used) ?? []), number]);
  return users;
}

/** The pages below each object of the tree of pages (ISO 32000-2, 7.7.3), counted from 1 as the tree leads to them; null where those are not as many as it says. */
function pageTree(objects: PdfObjects): Map<number, readonly number[]> | null {
  const tree = new Map<number, readonly number[]>();
  let count = 0;
  const walk = (number: number, depth: number): readonly number[] => {
    const node = objects.written(number);
    if (node === undefined || depth > DEEPEST || tree.has(number)) return [];
    tree.set(number, []);
    const kids = referencesOf(node, 'Kids');
    const pages = kids.length === 0 ? [++count] : kids.flatMap((kid) => walk(kid, depth + 1));
    tree.set(number, pages);
    return pages;
  };
  const [root = 0] = referencesOf(objects.text.slice(objects.text.lastIndexOf('/Root')), 'Root');
  const [top = 0] = referencesOf(objects.written(root) ?? '', 'Pages');
  walk(top, 0);
  const [, said] = /\/Count\s*(\d+)/.exec(objects.written(top) ?? '') ?? [];
  return count === Number(said) ? tree : null;
}

/** The objects that a key names, alone or in an array. */
function referencesOf(dictionary: string, key: string): number[] {
  const [, named = ''] = new RegExp(`/${key}\\s*(\\d+\\s+\\d+\\s+R|\\[[^\\]]*\\])`).exec(dictionary) ?? [];
  return numbersIn(named);
}

const numbersIn = (named: string): number[] =>
  [...named.matchAll(REFERENCES)].map(([, number]) => Number(number));
