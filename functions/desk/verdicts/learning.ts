import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import type { Ad } from '#contracts/validated.ts';
import { explained, refusedFor } from '#functions/verdict/judge-ad.ts';
import { fieldsOfMessage } from '#marketplace/avito-api/field-words.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { brandOfModel, familyOf } from '#reference/naming/machine.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { wholeFeed } from '#shared/live-feed.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { AdVerdict } from '#shared/table/verdict-records.ts';
import { dealersNamed } from '../dealers/known-dealer.ts';
import { type Separation, separate } from './propose-rule.ts';

/** From whose refusals; all dealers', where none is named. */
export const LearnFrom = z.strictObject({ dealerId: z.string().optional() });

/** What ads are refused for by one code, or in one section. */
export interface Refusals {
  code: string;
  says: Reason | null;
  ads: string[];
  /** In all loads so far, those of ads that are taken by now too. */
  times: number;
  families: string[];
  /** Tags that its messages are about. */
  fields: string[];
  /** Rules in force for those fields, which have let the ads through. */
  rules: string[];
}

/** A rule that our layers lack: a case more for a field. Nobody puts it in force but a person. */
export interface Proposal {
  code: string;
  says: Reason;
  rule: { tag: string; severity: 'review'; case: Separation['rule'] };
  held: string[];
}

export interface Learned {
  refusals: Refusals[];
  proposals: Proposal[];
}

interface Judged {
  verdict: AdVerdict;
  ad: Ad | null;
}

/** The ads of the versions that loads were about, each version once. */
const adsOf = async (
  dealerId: string,
  versions: ReadonlySet<number>,
  ports: Ports,
): Promise<Map<string, Ad>> => {
  const { feed: shape } = choosePart('marketplace', MARKETPLACES, ports.parts.marketplace);
  const ads = new Map<string, Ad>();
  for (const version of versions) {
    const feed = await ports.table.feeds.get({ dealerId, version });
    const key = feed && wholeFeed(feed).key;
    if (!key || !(await ports.artefacts.head(key))) continue;
    for await (const ad of readFeed(await ports.artefacts.readStream(key), shape))
      ads.set(`${version} ${ad.id}`, ad);
  }
  return ads;
};

const judgedOf = async (dealerId: string, ports: Ports): Promise<Judged[]> => {
  const verdicts = await ports.table.verdicts.query({ dealerId });
  const ads = await adsOf(dealerId, new Set(verdicts.map(({ feedVersion }) => feedVersion)), ports);
  return verdicts.map((verdict) => ({
    verdict,
    ad: ads.get(`${verdict.feedVersion} ${verdict.adId}`) ?? null,
  }));
};

const familyOfAd = ({ ad }: Judged): string[] => {
  const model = ad?.fields.Model ?? '';
  const printed = model.replace(/^(?:Ski-Doo|Lynx|BRP)\s+/i, '');
  const family = familyOf(printed) ?? (brandOfModel(printed) ? printed : null);
  return family ? [family] : [];
};

const rulesFor = (fields: readonly string[], { layers }: RuleSet): string[] =>
  layers['field-rules'].filter(({ tag }) => fields.includes(tag)).map(({ id }) => id);

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

const refusalsOf = (
  code: string,
  refused: readonly Judged[],
  all: readonly Judged[],
  rules: RuleSet,
): Refusals => {
  const messages = refused.flatMap(({ verdict }) =>
    verdict.messages.filter((message) => message.code === code),
  );
  const [first] = messages;
  const fields = unique(messages.flatMap(fieldsOfMessage));
  return {
    code,
    says: first ? explained(first) : null,
    ads: refused.map(({ verdict }) => verdict.adId),
    times: all.reduce((sum, { verdict }) => sum + (verdict.refusals[code]?.times ?? 0), 0),
    families: unique(refused.flatMap(familyOfAd)),
    fields,
    rules: rulesFor(fields, rules),
  };
};

const withAd = ({ ad }: Judged): Ad[] => (ad ? [ad] : []);

const proposalFor = (
  { code, fields, ads }: Refusals,
  refused: readonly Judged[],
  taken: readonly Judged[],
): Proposal[] => {
  const found = separate(refused.flatMap(withAd), taken.flatMap(withAd), fields);
  if (!found) return [];
  const { tag, how, rule } = found;
  return [
    {
      code,
      says: reason('rule-proposed', { code, tag, how, ads: ads.length }),
      rule: { tag, severity: 'review', case: rule },
      held: ads,
    },
  ];
};

/**
 * What the marketplace has refused, by code, family and rule; and of what it refuses again and again the rule that would
 * have held those ads, and none that it has taken. Throws `Refusal` for a dealer that nobody knows.
 */
export const learnedFrom = async (
  { dealerId }: z.infer<typeof LearnFrom>,
  ports: Ports,
): Promise<Learned> => {
  const judged: Judged[] = [];
  for (const id of await dealersNamed(dealerId, ports)) judged.push(...(await judgedOf(id, ports)));
  const { rules } = await rulesInForce(ports.parts.marketplace, ports);
  const taken = judged.filter(({ verdict }) => verdict.standing === 'active');
  const codes = unique(
    judged.flatMap(({ verdict }) => (verdict.standing === 'refused' ? refusedFor(verdict) : [])),
  );
  const withCode = (code: string) =>
    judged.filter(({ verdict }) => verdict.standing === 'refused' && refusedFor(verdict).includes(code));
  const refusals = codes
    .map((code) => refusalsOf(code, withCode(code), judged, rules))
    .toSorted((one, other) => other.ads.length - one.ads.length);
  return { refusals, proposals: refusals.flatMap((each) => proposalFor(each, withCode(each.code), taken)) };
};
