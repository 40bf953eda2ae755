import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Found {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** The rules of WCAG 2.2 at level AA, and what is commonly held for good beside them. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds on a page as it stands, a line each: nothing is as it should be. It comes in by the browser's debugger, so
 * that the page's policy, which lets in no script of others, stays as it is.
 */
export const axeFinds = async (page: Page): Promise<string[]> => {
  await page.evaluate(await readFile(SOURCE, 'utf8'));
  const { violations } = await page.evaluate<Found, string[]>(
    (values) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<Found> } }).axe.run({
        runOnly: { type: 'tag', values },
        // What passes need not be told node by node.
        resultTypes: ['violations'],
      }),
    RULES,
  );
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
};
