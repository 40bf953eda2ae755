import type { Comparison, Condition, DealerRule } from '#contracts/dealer-rule.ts';
import type { ScoredAd } from '#desk/dealer-rules/score.ts';
import type { RulesTried } from '#desk/dealer-rules/try-rules.ts';
import { sentenceOf } from '#messages/say.ts';
import { sayGrid } from './grid.ts';
import { bold, dim, printable, say, sayWrapped } from './terminal.ts';

const comparisonText = (comparison: Comparison): string => {
  const { field, is } = comparison;
  if ('values' in comparison) return `${field} ${is} ${comparison.values.join(', ')}`;
  if ('value' in comparison) return `${field} ${is} ${comparison.value}`;
  return is === 'between' ? `${field} between ${comparison.from} and ${comparison.to}` : `${field} ${is}`;
};

/** A condition as people write one: "(machine.brand = LYNX and ad.price > 2000000)". */
const conditionText = (condition: Condition): string => {
  if ('field' in condition) return comparisonText(condition);
  if ('not' in condition) return `not ${conditionText(condition.not)}`;
  if ('and' in condition) return `(${condition.and.map(conditionText).join(' and ')})`;
  return `(${condition.or.map(conditionText).join(' or ')})`;
};

const roomText = ({ most }: DealerRule): string => {
  if (!most) return '';
  return 'ads' in most
    ? `at most ${most.ads} ads`
    : `at most ${most.roubles} roubles, ${most.placement} for each`;
};

/** When a rule speaks, and what it allows. */
export const ruleText = (rule: DealerRule): string =>
  [roomText(rule), rule.when && `where ${conditionText(rule.when)}`].filter(Boolean).join(' ');

const SHOWN = 50;

const more = (shown: readonly unknown[], all: number): void => {
  if (all > Math.min(SHOWN, shown.length)) say(`… and ${all - Math.min(SHOWN, shown.length)} more`);
};

/** What rules would do to the feed, ad by ad. */
export const sayRulesTried = ({ ads, counts, go, come, move, asked, heldFor }: RulesTried): void => {
  for (const { adId, title, rule } of go.slice(0, SHOWN))
    say(`− ${adId}  ${dim(printable(title))}${rule ? `  by "${printable(rule)}"` : ''}`);
  more(go, counts.go);
  for (const { adId, title } of come.slice(0, SHOWN)) say(`+ ${adId}  ${dim(printable(title))}`);
  more(come, counts.come);
  for (const { adId, title, before, after } of move.slice(0, SHOWN))
    say(
      `↕ ${adId}  place ${before.place} → ${after.place}, score ${before.score} → ${after.score}  ${dim(printable(title))}`,
    );
  more(move, counts.move);
  for (const { adId, reason } of asked) say(`? ${adId} would wait: ${printable(sentenceOf(reason))}`);
  for (const reason of heldFor) say(`The whole feed would wait: ${printable(sentenceOf(reason))}`);
  say(
    `${counts.go} go, ${counts.come} come, ${counts.move} change their place: ${ads.before} ads now, ${ads.after} then. Nothing was put in force.`,
  );
};

const sayListing = ({ score, parts, raises = [] }: NonNullable<ScoredAd['listing']>): void => {
  say(bold(`The ad is worth ${score} of 100`));
  sayGrid(
    Object.entries(parts).map(([part, points]) => [part, points]),
    '  ',
  );
  for (const reason of raises) say(`  ${printable(sentenceOf(reason))}`);
};

/** How good an ad is, what the dealer's rules say of it, and what refusals are known to come of. */
export const sayScore = ({ title, adId, reasons, listing, evaluation, refusal }: ScoredAd): void => {
  say(printable([adId, title].filter(Boolean).join('  ')));
  for (const reason of reasons) sayWrapped(printable(sentenceOf(reason)), '  ');
  if (listing) sayListing(listing);
  else say('Its list was read before ads were scored by what matching says: a new reading will tell.');
  say(bold(`The dealer’s own rules: ${evaluation.score} of 100, ${evaluation.status}`));
  for (const { effect, action, reason } of evaluation.spoken)
    sayWrapped(
      `${action}${effect ? ` ${effect > 0 ? '+' : ''}${effect}` : ''}: ${printable(sentenceOf(reason))}`,
      '  ',
    );
  for (const { name, fields } of evaluation.undecided)
    sayWrapped(dim(`"${printable(name)}" cannot be decided: nobody knows ${fields.join(', ')}`), '  ');
  for (const factor of refusal.factors) say(`Before refusals: ${sentenceOf(factor)}`);
  say(
    dim(`How likely a refusal is nobody says: ${refusal.verdicts} of ${refusal.needed} verdicts are known.`),
  );
};
