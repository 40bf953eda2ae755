import {
  listDealerRules,
  listTemplates,
  PutDealerRule,
  putDealerRule,
  type RuleActed,
  RuleNamed,
  type RuleShown,
  rankedAds,
  removeDealerRule,
  templateNamed,
} from '#desk/dealer-rules/rules.ts';
import { ScoreAd, scoreAd } from '#desk/dealer-rules/score.ts';
import { TryDealerRules, tryDealerRules } from '#desk/dealer-rules/try-rules.ts';
import { newestFeed } from '#desk/feeds/feed.ts';
import { parseWish } from '#desk/refusal.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { readText } from '../files/read-text.ts';
import { ruleText, sayRulesTried, sayScore } from '../say/dealer-rules.ts';
import { sayTable } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { printable, printJson, say, tell } from '../say/terminal.ts';
import { CHANNEL } from '../target/at-target.ts';
import type { Workplace } from '../target/workplace.ts';

const HEADING = ['Rule', 'Name', 'Does', 'Weight', 'Spoke', 'Leaves out', 'By', 'When'];

const rowOf = ({ rule, by, at, spoke, leavesOut }: RuleShown) => [
  rule.id,
  printable(rule.name),
  rule.active ? rule.action : 'off',
  rule.weight,
  spoke ?? '',
  leavesOut ?? '',
  printable(`${by}, ${moscowMinute(at)}`),
  printable(ruleText(rule)),
];

const list: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const rules = await listDealerRules(dealerId, ports);
  if (flags.has('json')) return printJson(rules);
  if (rules.length === 0)
    return say(`${dealerId} has no rules of its own: npx feedwright dealer-rules templates`);
  sayTable(HEADING, rules.map(rowOf));
};

const templates: Action['run'] = async ([id], _ports, flags) => {
  if (id !== undefined) return printJson(templateNamed(id));
  if (flags.has('json')) return printJson(listTemplates());
  sayTable(
    ['Template', 'Name', 'Does', 'Weight', 'When'],
    listTemplates().map((rule) => [rule.id, rule.name, rule.action, rule.weight, ruleText(rule)]),
  );
};

const ruleIn = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readText(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${path} is no JSON: ${error.message}`);
  }
};

const sayDone = async (
  dealerId: string,
  done: RuleActed,
  words: string,
  ports: Workplace,
  flags: ReadonlySet<string>,
): Promise<void> => {
  if (done.build && !flags.has('no-wait')) await ports.acts.untilEnded('price-list', done.build);
  if (flags.has('json')) return printJson(done);
  say(words);
  if (!flags.has('no-wait')) sayNextFeed(await newestFeed(dealerId, ports));
};

const putRule = async (
  dealerId: string,
  wished: { rule: unknown; isNew?: boolean },
  ports: Workplace,
  flags: Set<string>,
): Promise<void> => {
  const wish = parseWish(PutDealerRule, { dealerId, ...wished });
  if (flags.has('dry-run')) {
    const tried = await tryDealerRules(
      ports.actor,
      parseWish(TryDealerRules, { dealerId, put: [wish.rule] }),
      ports,
    );
    return tell({ flags }, tried, () => sayRulesTried(tried));
  }
  const done = await putDealerRule(ports.actor, wish, ports);
  await sayDone(dealerId, done, `${done.rule.id} is in force: ${ruleText(done.rule)}.`, ports, flags);
};

const put: Action['run'] = async ([dealerId = '', path = ''], ports, flags) =>
  putRule(dealerId, { rule: await ruleIn(path) }, ports, flags);

/** A rule that came of the template before, and was changed since, stays. */
const copy: Action['run'] = async ([dealerId = '', id = ''], ports, flags, options) => {
  const template = templateNamed(id);
  const rule = { ...template, id: options.as ?? template.id };
  return putRule(dealerId, { rule, isNew: true }, ports, flags);
};

const remove: Action['run'] = async ([dealerId = '', ruleId = ''], ports, flags) => {
  if (flags.has('dry-run')) {
    const wish = parseWish(TryDealerRules, { dealerId, remove: [ruleId] });
    const tried = await tryDealerRules(ports.actor, wish, ports);
    return tell({ flags }, tried, () => sayRulesTried(tried));
  }
  const done = await removeDealerRule(ports.actor, parseWish(RuleNamed, { dealerId, ruleId }), ports);
  await sayDone(dealerId, done, `${ruleId} is removed.`, ports, flags);
};

const ads: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const ranked = await rankedAds(dealerId, ports);
  if (flags.has('json')) return printJson(ranked);
  if (ranked.length === 0) return say(`No feed of ${dealerId} was built by rules of its own yet.`);
  sayTable(
    ['Ad', 'Score', 'Listing', 'Status', 'Left out by', 'Rules that spoke'],
    ranked.map(({ adId, score, listing, status, leftOut, spoke }) => [
      ...[adId, score, listing ?? '', status, leftOut ?? '', spoke.join(', ')],
    ]),
  );
};

const score: Action['run'] = async ([dealerId = '', modelCode = ''], ports, flags, { ad }) => {
  const scored = await scoreAd(parseWish(ScoreAd, { dealerId, modelCode, adId: ad }), ports);
  await tell({ flags }, scored, () => sayScore(scored));
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['DEALER'], run: list },
  templates: { takes: ['[TEMPLATE]'], first: true, run: templates },
  copy: { takes: ['DEALER', 'TEMPLATE'], run: copy },
  put: { takes: ['DEALER', 'FILE'], run: put },
  remove: { takes: ['DEALER', 'RULE'], run: remove },
  ads: { takes: ['DEALER'], run: ads },
  score: { takes: ['DEALER', 'CODE'], run: score },
};

/** `feedwright dealer-rules`: what a dealer itself wants of its ads, and how good each of them is. */
export const dealerRules: Command = {
  summary: 'Say which of its ads a dealer wants first, does not want or pays for, and see how good each is',
  usage: usageOf('dealer-rules', ACTIONS),
  examples: [
    'feedwright dealer-rules templates',
    'feedwright dealer-rules templates price-over > rule.json    (change it, its id first)',
    'feedwright dealer-rules put samples rule.json --dry-run    (which ads would go, come and change their place)',
    'feedwright dealer-rules put samples rule.json',
    'feedwright dealer-rules copy samples most-ads',
    'feedwright dealer-rules ads samples',
    'feedwright dealer-rules score samples BCZU',
  ],
  options: {
    ...CHANNEL,
    as: {
      type: 'string',
      value: 'ID',
      description: 'copy: the id of the rule, where the template’s is taken',
    },
    ad: { type: 'string', value: 'ID', description: 'score: which ad of the code, where it has several' },
    'dry-run': {
      type: 'boolean',
      description: 'put, copy, remove: say what would change in the feed, and change nothing',
    },
    'no-wait': { type: 'boolean', description: 'put, copy, remove: do not wait until the feed is built' },
  },
  run: (given) => runAction('dealer-rules', ACTIONS, given),
};
