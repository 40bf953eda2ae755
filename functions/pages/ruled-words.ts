import { unionOf } from './box.ts';
import type { Page, Rule, Word } from './page.ts';
import { middle } from './text.ts';

/** So far beyond what it runs through, in ems at both ends together, goes a rule, and no line that strikes a text out. */
const GOES_ON = 4;
/** Points: pieces of one rule stand on one line. */
const ONE_LINE = 0.75;

/** The page with its words told that a rule of the table runs through, as through a second line that is too low for its row. */
export function withRuled(page: Page): Page {
  const struck = page.words.filter(({ doubts, turns }) => turns === 0 && doubts?.includes('struck'));
  if (struck.length === 0) return page;
  const ruled = new Set(linesOfRules(page.rules).flatMap((rules) => ruledBy(rules, struck)));
  return ruled.size === 0
    ? page
    : { ...page, words: page.words.map((word) => (ruled.has(word) ? { ...word, isRuled: true } : word)) };
}

function linesOfRules(rules: readonly Rule[]): Rule[][] {
  const lines: Rule[][] = [];
  const across = rules.filter(({ direction }) => direction === 'horizontal');
  for (const rule of across.toSorted((one, other) => middle(one) - middle(other))) {
    const line = lines.at(-1);
    if (line && middle(rule) - middle(line[0] as Rule) < ONE_LINE) line.push(rule);
    else lines.push([rule]);
  }
  return lines;
}

function ruledBy(rules: readonly Rule[], struck: readonly Word[]): Word[] {
  const [from, , to] = unionOf(rules.map(({ box }) => box));
  const y = middle(rules[0] as Rule);
  const crossed = struck.filter(({ box }) => box[1] < y && box[3] > y && box[0] < to && box[2] > from);
  if (crossed.length === 0) return [];
  const [first, , last] = unionOf(crossed.map(({ box }) => box));
  return to - from - (last - first) > GOES_ON * (crossed[0] as Word).fontSize ? crossed : [];
}
