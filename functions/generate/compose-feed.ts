import { createWriteStream } from 'node:fs';
import type { Ad, RateUsed } from '#contracts/validated.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { FeedChange } from '#shared/change-guard.ts';
import { mergeById } from '#shared/merge-by-id.ts';
import { distinctRates } from '#shared/rate-age.ts';
import { type Choice, chooseAd, type Judgement, type Question } from './choose-ad.ts';
import type { Differences } from './differences.ts';
import { type WrittenFeed, writeFeed } from './feed-writer.ts';
import type { Scratch } from './scratch.ts';
import { type StandingOffer, standingOffers } from './standing-offers.ts';
import { isFit } from './written-ads.ts';

/** What a feed is made of. */
export interface Ingredients {
  /** The dealer's offers, gathered. */
  offers: Scratch;
  /** The ads that are live, sorted by Id; anew at each call. */
  live(): AsyncIterable<Ad>;
  /** Takes down what the feed does to the live one. */
  differences: Differences;
  rules: RuleSet;
  shape: FeedShape;
}

/** A feed that was written, and what it means to people. */
export interface ComposedFeed {
  written: WrittenFeed;
  change: FeedChange;
  /** How many of those that are removed may go, since a person has approved a feed without them. */
  agreed: number;
  questions: Question[];
  /** Ids of ads that today's rules forbid; they are left out. */
  unfit: string[];
  /** Those that its prices were made with. */
  rates: RateUsed[];
}

/** What is noted of a feed while its ads pass. */
class Tally {
  readonly change: FeedChange = { live: 0, removed: 0, next: 0, withdrawn: 0 };
  readonly questions: Question[] = [];
  readonly unfit: string[] = [];
  rates: RateUsed[] = [];
  agreed = 0;

  readonly #judgement: Judgement;

  constructor(judgement: Judgement) {
    this.#judgement = judgement;
  }

  note(standing: StandingOffer | null, live: Ad | null, choice: Choice): void {
    if (standing && this.#judgement.isKeptOut(standing.offer)) this.change.withdrawn += 1;
    else this.#noteOffered(standing, live, choice);
  }

  #noteOffered(standing: StandingOffer | null, live: Ad | null, { ad, question }: Choice): void {
    this.change.live += live ? 1 : 0;
    this.change.next += ad ? 1 : 0;
    this.change.removed += live && !ad ? 1 : 0;
    this.agreed += live && !ad && this.#judgement.mayGo(live.id) ? 1 : 0;
    if (question) this.questions.push(question);
    if (ad && ad !== live) this.rates = distinctRates([...this.rates, standing?.offer.rate]);
  }
}

const onlyFit = (choice: Choice, rules: RuleSet, unfit: string[]): Choice => {
  if (!choice.ad || isFit(choice.ad, rules)) return choice;
  unfit.push(choice.ad.id);
  return { ...choice, ad: null };
};

async function* chosenAds(ingredients: Ingredients, judgement: Judgement, tally: Tally) {
  const { offers, live, rules, differences } = ingredients;
  for await (const { left, right } of mergeById(standingOffers(offers), live())) {
    const choice = onlyFit(chooseAd(left, right, judgement), rules, tally.unfit);
    tally.note(left, right, choice);
    await differences.note(right, choice.ad);
    if (choice.ad) yield choice.ad;
  }
}

/** Chooses each ad and writes those chosen to `path`. */
export const composeFeed = async (
  path: string,
  ingredients: Ingredients,
  judgement: Judgement,
): Promise<ComposedFeed> => {
  const tally = new Tally(judgement);
  const ads = chosenAds(ingredients, judgement, tally);
  const written = await writeFeed(ads, ingredients.shape, createWriteStream(path));
  const { change, agreed, questions, unfit, rates } = tally;
  return { written, change, agreed, questions, unfit, rates };
};
