import type { Option, Question, QuestionedMachine, Effect as Shown } from '#contracts/question.ts';
import { distinctReasons, type Reason } from '#contracts/reason.ts';
import { answersByMachine, basisOf } from '#functions/validate/review/apply-answers.ts';
import { among } from '#messages/among.ts';
import { reason } from '#messages/reason.ts';
import { commonReason } from '#shared/common-reason.ts';
import { sha256 } from '#shared/hash.ts';
import { printedModel } from '#shared/model-values.ts';
import { spokenMoney } from '#shared/spoken-money.ts';
import { Refusal } from '../refusal.ts';
import { codeOf, type Effect } from './effects.ts';
import { type Asked, type Choice, type Hurdle, type Kind, yearsIn } from './kind.ts';
import { OF_COLUMNS } from './kinds/of-columns.ts';
import { OF_LABELS } from './kinds/of-labels.ts';
import { OF_NAMES } from './kinds/of-names.ts';
import { OF_ROWS, OTHER, UNNAMED } from './kinds/of-rows.ts';
import { OF_STANDING } from './kinds/of-standing.ts';
import { OF_TWINS } from './kinds/of-twins.ts';
import { OF_UNITS } from './kinds/of-units.ts';
import { OF_VALUES } from './kinds/of-values.ts';
import type { Machine, Standing } from './standing.ts';
import { differenceOf, standingWith } from './standing-with.ts';

/** The first that knows a hurdle asks about it; the last knows all. */
const KINDS: readonly Kind[] = [
  UNNAMED,
  OF_UNITS,
  OF_LABELS,
  ...OF_VALUES,
  ...OF_NAMES,
  ...OF_TWINS,
  OF_COLUMNS,
  ...OF_ROWS,
  OTHER,
];

/** What a person has seen and accepted of a row, as it still is. */
const isSeen = ({ list, product, listing }: Machine): ((why: Reason) => boolean) => {
  const accepted = answersByMachine(list.answers)(product)?.accepted;
  return accepted?.basis === basisOf(listing) ? among(accepted.reasons) : () => false;
};

const hurdlesOf = (machine: Machine): Hurdle[] => {
  const { verdict, reasons } = machine.product;
  if (verdict !== 'review') return [];
  const seen = isSeen(machine);
  const open = reasons.filter((why) => !seen(why));
  const all =
    open.length > 0 ? open : [...reasons, reason('match-unsure')].slice(0, Math.max(1, reasons.length));
  return all.map((why) => ({ machine, reason: why }));
};

interface Group {
  kind: Kind;
  about: string;
  hurdle: Hurdle;
}

const groupOf = (hurdle: Hurdle, standing: Standing): Group => {
  for (const kind of KINDS) {
    const about = kind.about(hurdle, standing);
    if (about !== null) return { kind, about, hurdle };
  }
  return { kind: OTHER, about: '', hurdle };
};

const askedOf = (groups: readonly Group[], standing: Standing): Asked[] => {
  const together = Map.groupBy(groups, ({ kind, about }) => JSON.stringify([kind.kind, about]));
  return [...together.values()].map((same): Asked => {
    const [{ kind, about }] = same as [Group];
    const hurdles = same.map(({ hurdle }) => hurdle);
    return {
      ...kind.ask(hurdles, standing),
      ...{ kind: kind.kind, about },
      because: distinctReasons(hurdles.map(({ reason: why }) => commonReason(why))),
      machines: [...new Set(hurdles.map(({ machine }) => machine))],
    };
  });
};

/** Short enough to be typed. */
const ID_LENGTH = 8;

export const idOf = (
  { kind, about }: Pick<Asked, 'kind' | 'about'>,
  { dealer }: Pick<Standing, 'dealer'>,
): string => sha256(JSON.stringify([dealer.id, kind, about])).slice(0, ID_LENGTH);

/** Of the machines as list and book have them, and of why they wait. */
export const basisOfAsked = ({ machines, because, facts }: Asked): string =>
  sha256(
    JSON.stringify([
      machines.map(({ product, listing }) => [product.modelCode, basisOf(listing)]).sort(),
      because,
      facts ?? null,
    ]),
  );

/** It was answered by what changes no verdict, and nothing has changed since. */
const isSettled = (asked: Asked, { given, ...standing }: Standing): boolean => {
  const id = idOf(asked, standing);
  return given.some(
    ({ question, basis, steps }) =>
      question === id &&
      basis === basisOfAsked(asked) &&
      steps.length > 0 &&
      steps.every(({ does }) => does === 'settle'),
  );
};

/** Everything that is asked of a dealer, its options not judged yet: each machine in review is in at least one of them. */
export const allAsked = (standing: Standing): Asked[] => {
  const groups = standing.machines.flatMap(hurdlesOf).map((hurdle) => groupOf(hurdle, standing));
  const asked = [...askedOf(groups, standing), ...OF_STANDING.flatMap((derive) => derive(standing))];
  return asked.filter((each) => !isSettled(each, standing));
};

/** Who answers when an option is only tried. */
export const nobody = ({ today }: Standing) => ({ by: '', at: `${today}T00:00:00.000Z` });

/** An example that does not fit here does nothing; the question is asked all the same. */
const effectsOfExample = (choice: Choice, standing: Standing): Effect[] => {
  try {
    return choice.effects(choice.wants?.example ?? '', nobody(standing));
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
};

const isOfEach = (effects: readonly Effect[]): boolean =>
  new Set(effects.map(codeOf)).size > 1 && effects.every((effect) => codeOf(effect) !== null);

const tried = async (choice: Choice, standing: Standing): Promise<Shown & { ofEach: boolean }> => {
  const effects = effectsOfExample(choice, standing);
  const after = await standingWith(standing, effects, nobody(standing));
  return { ...differenceOf(standing, after, effects), ofEach: isOfEach(effects) };
};

/** "TrackWidth=508 Type=…" without its values, so that nobody answers by an example. */
const formOf = (example: string): string =>
  example
    .split(' ')
    .flatMap((word) => (word.includes('=') ? `${word.slice(0, word.indexOf('='))}=…` : []))
    .join(' ') || '…';

const optionOf =
  (standing: Standing) =>
  async (choice: Choice): Promise<Option> => ({
    ...{ name: choice.name, says: choice.says, against: [...(choice.against ?? [])] },
    value: choice.wants
      ? {
          form: formOf(choice.wants.example),
          example: choice.wants.example,
          fields: [...(choice.wants.fields ?? [])],
          allowed: [...(choice.wants.allowed ?? [])],
          optional: choice.wants.optional ?? false,
        }
      : null,
    byFile: choice.byFile ?? false,
    ...(await tried(choice, standing)),
  });

const roublesOf = (
  { product, list, listing }: Machine,
  { judges: { marketplace } }: Standing,
): number | null => {
  const price =
    product.ad?.fields[marketplace.feed.price] ??
    marketplace.compose(listing, list.dealer).ad.fields[marketplace.feed.price];
  return price && /^\d+$/.test(price) ? Number(price) : null;
};

const shownMachine = (machine: Machine, standing: Standing): QuestionedMachine => {
  const { product, listing } = machine;
  const { price, priceText } = listing.extracted;
  const title = product.ad?.fields[standing.judges.marketplace.feed.title];
  return {
    modelCode: product.modelCode,
    title: title ?? printedModel(listing.extracted),
    price: price ? spokenMoney(price) : (priceText ?? ''),
    color: listing.extracted.color,
    roubles: roublesOf(machine, standing),
  };
};

/** Each ad once, whatever codes it stands for. */
const worthOf = (codes: readonly string[], { machines }: Asked, standing: Standing) => {
  const freed = machines.filter(({ product }) => codes.includes(product.modelCode));
  const byAd = new Map(
    freed.map((machine) => [machine.product.ad?.id ?? machine.product.modelCode, machine]),
  );
  const roubles = [...byAd.values()].map((machine) => roublesOf(machine, standing) ?? 0);
  return { frees: byAd.size, worthRoubles: roubles.reduce((sum, each) => sum + each, 0) };
};

/** A question with what each of its options would do. */
const questionOf = async (asked: Asked, standing: Standing): Promise<Question> => {
  const options = await Promise.all(asked.choices.map(optionOf(standing)));
  const [best] = options.toSorted((one, other) => other.publishes.length - one.publishes.length);
  const machines = asked.machines.map((machine) => shownMachine(machine, standing));
  const codes =
    asked.machines.length > 0
      ? machines.map(({ modelCode }) => modelCode)
      : asked.evidence.flatMap((each) => each.codes);
  return {
    ...{ id: idOf(asked, standing), dealerId: standing.dealer.id, kind: asked.kind },
    ...{ asks: asked.asks, because: asked.because, evidence: asked.evidence, options, machines },
    codes: [...new Set(codes)],
    modelYears: yearsIn(asked.machines),
    ...worthOf(best?.publishes ?? [], asked, standing),
    basis: basisOfAsked(asked),
  };
};

const byWorth = (one: Question, other: Question): number =>
  other.frees - one.frees ||
  other.worthRoubles - one.worthRoubles ||
  other.codes.length - one.codes.length ||
  (one.id < other.id ? -1 : 1);

const asked = new WeakMap<Standing, Promise<Question[]>>();

/** What stands between a dealer's machines and their ads, what frees most first; of one standing worked out once. */
export const questionsOf = (standing: Standing): Promise<Question[]> => {
  const known = asked.get(standing) ?? questionsOn(standing);
  asked.set(standing, known);
  return known;
};

const questionsOn = async (standing: Standing): Promise<Question[]> =>
  (await Promise.all(allAsked(standing).map((one) => questionOf(one, standing)))).sort(byWorth);
