/**
 * How long a dealer's own rules take: `npm run bench -- dealer-rules [ADS]`. Wanted: at most 0.1 ms for an ad and a rule.
 */
import type { DealerRule, Facts } from '#contracts/dealer-rule.ts';
import { evaluate } from '#reference/dealer-rules/evaluate.ts';
import { RULE_TEMPLATES } from '#reference/dealer-rules/templates.ts';

const ADS = Number(process.argv[2] ?? 10_000);
const RULES: DealerRule[] = [0, 1, 2, 3].flatMap((copy) =>
  RULE_TEMPLATES.map((rule) => ({ ...rule, id: `${rule.id}-${copy}` })),
);

const factsOf = (at: number): Facts => ({
  ...{ 'machine.brand': at % 2 ? 'LYNX' : 'SKI-DOO', 'machine.year': 2024 + (at % 4) },
  ...{ 'ad.price': 1_000_000 + at * 137, 'ad.ownPictures': at % 3, 'ad.letters': at % 900 },
  ...{ 'listing.score': at % 100, 'stock.standing': at % 5 ? 'on-order' : 'in-stock' },
  ...{ 'market.difference': (at % 60) - 20, 'verdict.refusals': at % 4 },
});

const ads = Array.from({ length: ADS }, (_, at) => factsOf(at));
evaluate(ads[0] ?? {}, RULES);
const began = performance.now();
let spoke = 0;
for (const facts of ads) spoke += evaluate(facts, RULES).spoken.length;
const ms = performance.now() - began;
console.log(
  `${ADS} ads by ${RULES.length} rules: ${ms.toFixed(0)} ms, ${((1000 * ms) / ADS / RULES.length).toFixed(2)} µs an ad a rule; ${spoke} spoke`,
);
