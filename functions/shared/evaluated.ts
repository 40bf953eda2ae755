import { channelPart } from '#contracts/channel.ts';
import { type DealerRule, roomOf } from '#contracts/dealer-rule.ts';
import { Evaluated, type EvaluatedAd } from '#contracts/evaluated.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { readJson, writeJson } from './json.ts';
import type { Ports } from './ports.ts';

/** The dealer's own rules as they are kept. */
export const rulesKept = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<DealerRule[]> =>
  (await table.dealerRules.query({ dealerId })).map(({ rule }) => rule);

const keyOf = (dealerId: string, channel: string): string =>
  `feeds/${dealerId}${channelPart(channel, '/')}/evaluated.json`;

type KeepPorts = Pick<Ports, 'artefacts' | 'table'>;

/** Keeps what a dealer's rules said at a build, over what they said at the one before. */
export const keepEvaluated = async (
  dealerId: string,
  rules: readonly DealerRule[],
  ads: EvaluatedAd[],
  { artefacts, table: { channel } }: KeepPorts,
): Promise<void> => {
  if (rules.length === 0) return;
  const evaluated: Evaluated = { contractVersion: 1, dealerId, channel, rules: [...rules], ads };
  await writeJson(artefacts, keyOf(dealerId, channel), evaluated);
};

/** What a dealer's rules said at the last build of the table's channel; null where it has none, or nothing was built since. */
export const lastEvaluated = async (
  dealerId: string,
  { artefacts, table }: KeepPorts,
): Promise<Evaluated | null> => {
  const key = keyOf(dealerId, table.channel);
  const hasRules = (await rulesKept(dealerId, { table })).some(({ active }) => active);
  return hasRules && (await artefacts.head(key)) ? readJson(artefacts, key, Evaluated) : null;
};

/** A note has little room. */
const NAMED = 20;

/** How many ads are meant, and the first of them. */
export const adsNamed = (adIds: readonly string[]): { ads: number; adIds: string[] } => ({
  ads: adIds.length,
  adIds: adIds.slice(0, NAMED),
});

/** Why a rule or a budget leaves those ads out. */
export const keptOutBy = (rule: DealerRule, adIds: readonly string[]): Reason => {
  const said = { rule: rule.name, ...adsNamed(adIds) };
  return rule.most
    ? reason('budget-keeps-out', { ...said, room: roomOf(rule.most) })
    : reason('rule-keeps-out', said);
};
