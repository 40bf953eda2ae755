import type { Difference, DryRun } from '#desk/rules/dry-run.ts';
import { sentenceOf } from '#messages/say.ts';
import { dim, printable, say } from './terminal.ts';

const SHOWN = 50;

const sayDifference = ({
  dealerId,
  document,
  modelCode,
  before,
  after,
  added,
  dropped,
}: Difference): void => {
  const verdict = before === after ? `stays ${before}` : `${before} → ${after}`;
  say(`${printable(modelCode)}  ${verdict}  ${dim(printable(`${dealerId}, ${document}`))}`);
  for (const reason of added) say(`  + ${printable(sentenceOf(reason))}`);
  for (const reason of dropped) say(`  - ${printable(sentenceOf(reason))}`);
};

const countText = ({ lists, products, differences }: DryRun): string => {
  const verdicts = differences.filter(({ before, after }) => before !== after).length;
  const reasons = differences.length - verdicts;
  return `Of ${products} products on ${lists} lists in force ${verdicts} would change their verdict, ${reasons} only their reasons.`;
};

/** What the rules would change, product by product, a verdict before a mere reason. */
export const sayDryRun = (run: DryRun): void => {
  const changed = run.differences.toSorted(
    (one, other) => Number(one.before === one.after) - Number(other.before === other.after),
  );
  changed.slice(0, SHOWN).forEach(sayDifference);
  if (changed.length > SHOWN) say(`… and ${changed.length - SHOWN} more`);
  say(countText(run));
};
