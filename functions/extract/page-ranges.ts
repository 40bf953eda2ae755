/** Neighbouring pages. */
export interface PageRange {
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
