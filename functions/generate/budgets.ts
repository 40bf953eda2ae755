import { type DealerRule, roomOf } from '#contracts/dealer-rule.ts';
import { reason } from '#messages/reason.ts';
import type { Question } from './choose-ad.ts';
import type { Judged } from './own-rules.ts';
import { subjectOf } from './review-questions.ts';
import type { StandingOffer } from './standing-offers.ts';

/** An ad that would be in the feed. */
export interface Candidate {
  adId: string;
  title: string;
  /** What the lists say of it, without the ad; null where they never named it. */
  standing: StandingOffer | null;
  /** `kept`: live, and only a person takes it out; `live`; or one that would come. */
  as: 'kept' | 'live' | 'new';
}

/** A person's word that one ad takes the place of another that is live. */
export interface Swap {
  goes: string;
  comes: string;
}

/** What budgets leave of the ads that would be in the feed. */
export interface BudgetPlan {
  /** By the Id of an ad that has no room, the budget that has none. */
  leftOut: Map<string, DealerRule>;
  /** Ads beyond a budget that only warns. */
  beyond: Map<DealerRule, string[]>;
  /** Whether a better one is to take the place of a live ad. */
  questions: Question[];
  /** Better ads that are asked about once those before them are answered. */
  askedNext: Map<DealerRule, string[]>;
}

const NOT_JUDGED: Pick<Judged, 'score' | 'listing'> = { score: 50, listing: null };

const judgedOf = ({ standing }: Candidate) => standing?.judged ?? NOT_JUDGED;

const listingOf = (candidate: Candidate): number => judgedOf(candidate).listing ?? 0;

const STAYS = ['kept', 'live', 'new'];

/** What is live stays; then the better ad by the rules, then the better listing; of alike ones always the same. */
const byRank = (one: Candidate, other: Candidate): number =>
  STAYS.indexOf(one.as) - STAYS.indexOf(other.as) ||
  judgedOf(other).score - judgedOf(one).score ||
  listingOf(other) - listingOf(one) ||
  (one.adId < other.adId ? -1 : 1);

const isIn = ({ id, when }: DealerRule, { standing }: Candidate): boolean =>
  when === undefined || (standing?.judged?.budgets.includes(id) ?? false);

/** Nobody reads more at once; those that wait behind them are asked about next. */
const MOST_SWAPS = 10;

const swapQuestion = (rule: DealerRule, room: number, goes: Candidate, comes: Candidate): Question => ({
  kind: 'budget-swap',
  adId: goes.adId,
  standing: goes.standing,
  reason: reason('budget-swap', {
    ...{ rule: rule.name, room, adId: comes.adId, title: comes.title },
    ...{ score: judgedOf(goes).score, better: judgedOf(comes).score },
  }),
  proposed: comes.adId,
});

interface Filled {
  room: number;
  stay: Candidate[];
  leave: Candidate[];
}

/** Those that a person has let take the place of live ones, as long as both still stand there. */
const swapped = (
  { room, stay, leave }: Filled,
  accepted: readonly Swap[],
): Filled & { swaps: [Candidate, Candidate][] } => {
  const [staying, leaving] = [new Set(stay), new Set(leave)];
  const swaps = accepted.flatMap(({ goes, comes }): [Candidate, Candidate][] => {
    const left = stay.find((one) => one.adId === goes && one.as === 'live');
    const come = leave.find((one) => one.adId === comes && one.as === 'new');
    if (!left || !come || !staying.delete(left) || !leaving.delete(come)) return [];
    staying.add(come);
    leaving.add(left);
    return [[left, come]];
  });
  return { room, stay: [...staying], leave: [...leaving], swaps };
};

/** The best that wait against the worst that are live, as long as they are better by the dealer's own rules. */
const betterPairs = ({ stay, leave }: Filled): [Candidate, Candidate][] => {
  const live = stay.filter(({ as }) => as === 'live').toReversed();
  const waiting = leave.filter(({ as }) => as === 'new');
  // A machine is asked about once, of however many pieces.
  const once = [...new Map(live.toReversed().map((one) => [one.standing?.offer.modelCode, one])).values()];
  return once.toReversed().flatMap((one, at): [Candidate, Candidate][] => {
    const other = waiting[at];
    return other && judgedOf(other).score > judgedOf(one).score ? [[one, other]] : [];
  });
};

const fill = (rule: DealerRule, candidates: readonly Candidate[]): Filled => {
  const room = rule.most ? roomOf(rule.most) : candidates.length;
  const ranked = candidates.filter((one) => isIn(rule, one)).sort(byRank);
  const kept = ranked.filter(({ as }, at) => at < room || as === 'kept');
  return { room, stay: kept, leave: ranked.slice(room).filter(({ as }) => as !== 'kept') };
};

/** Of alike weight, one for some ads before one for all: what it leaves out would hold that one's room in vain. */
const byWeight = (one: DealerRule, other: DealerRule): number =>
  other.weight - one.weight || Number(!one.when) - Number(!other.when) || (one.id < other.id ? -1 : 1);

/** A machine has one answer, which stands before what another budget, or another of its pieces, would ask. */
const askedOnce = (questions: readonly Question[]): Question[] =>
  [...Map.groupBy(questions, subjectOf).values()].flatMap((same) => same.slice(0, 1));

/**
 * Which ads budgets leave out: of those that each speaks of the best stay, what is live before what would come. A live ad
 * gives way to a better one only where a person has said so (`accepted`); else that is asked. Of several budgets the
 * weightier comes first, and what it leaves out takes no room in the next.
 */
export const planBudgets = (
  candidates: readonly Candidate[],
  rules: readonly DealerRule[],
  accepted: readonly Swap[],
): BudgetPlan => {
  const plan = {
    leftOut: new Map<string, DealerRule>(),
    ...{ beyond: new Map<DealerRule, string[]>(), askedNext: new Map<DealerRule, string[]>() },
  };
  const [answered, open]: [Question[], Question[]] = [[], []];
  for (const rule of rules.filter(({ most }) => most).toSorted(byWeight)) {
    const filled = fill(
      rule,
      candidates.filter(({ adId }) => !plan.leftOut.has(adId)),
    );
    if (rule.action === 'warn') {
      plan.beyond.set(
        rule,
        filled.leave.map(({ adId }) => adId),
      );
      continue;
    }
    const { swaps, ...settled } = swapped(filled, accepted);
    for (const { adId } of settled.leave) plan.leftOut.set(adId, rule);
    const asked = (pairs: [Candidate, Candidate][]) =>
      pairs.map(([goes, comes]) => swapQuestion(rule, settled.room, goes, comes));
    answered.push(...asked(swaps));
    const better = betterPairs(settled);
    open.push(...asked(better.slice(0, MOST_SWAPS)));
    plan.askedNext.set(
      rule,
      better.slice(MOST_SWAPS).map(([, comes]) => comes.adId),
    );
  }
  return { ...plan, questions: askedOnce([...answered, ...open]) };
};
