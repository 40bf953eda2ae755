/**
 * A scorer of one's own (S1-29): which machines are worth an ad most, by category and value for money.
 *
 * plugins.json:       ["./samples/plugins/value-scorer.ts"]
 * infra/settings.ts:  parts: { …, listingScorer: 'category-and-value' }
 * (on one machine:    FEEDWRIGHT_PARTS='{"listingScorer":"category-and-value"}')
 *
 * The score stands in reports and exports instead of the program's own.
 */
import type { ScorerPlugin } from '#plugins/plugin.ts';

/** Which of Avito's types are of the categories that sell best here: write your own. */
const CATEGORIES: Record<string, string> = {
  Утилитарный: 'C1',
  Туристический: 'C2',
  Спортивный: 'C3',
};
const WANTED = ['C1', 'C2'];
const CATEGORY_POINTS = 3;

/** Electric machines have their power in watts: so many are one horsepower. */
const WATTS = 735.5;

/** Horsepower that a buyer gets for 100,000 roubles: so much is a fair offer, and counts as 1. */
const FAIR = 7;
const VALUE_WEIGHT = 2;
const MOST_VALUE = 5;
const MOST = 10;

const tenth = (value: number): number => Math.round(10 * value) / 10;

const plugin: ScorerPlugin = {
  feedwright: 1,
  kind: 'scorer',
  name: 'category-and-value',
  score({ ad }) {
    // What is not known gives no points: a score never rests on a guess.
    const { Type = '', EngineType = '', Power = '', Price = '' } = ad?.fields ?? {};
    const category = WANTED.includes(CATEGORIES[Type] ?? '') ? CATEGORY_POINTS : 0;
    const horsepower = Number(Power) / (EngineType === 'Электро' ? WATTS : 1);
    const ratio = horsepower > 0 && Price ? horsepower / (Number(Price) / 100_000) / FAIR : 0;
    const value = tenth(Math.min(MOST_VALUE, ratio * VALUE_WEIGHT));
    return { score: tenth(Math.min(MOST, category + value)), parts: { category, value } };
  },
};
export default plugin;
