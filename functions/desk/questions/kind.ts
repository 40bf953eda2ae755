import type { Evidence, QuestionKind } from '#contracts/question.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Hand } from '#functions/validate/review/editable-fields.ts';
import { reason } from '#messages/reason.ts';
import { type Effect, identityOf } from './effects.ts';
import type { Machine, Standing } from './standing.ts';

/** One reason for which one machine waits. */
export interface Hurdle {
  machine: Machine;
  reason: Reason;
}

/** What an option takes besides its name. */
export interface Wanted {
  /** Makes the option's effects known before anybody has said a value. */
  example: string;
  /** By the marketplace's tags. */
  fields?: readonly string[];
  allowed?: readonly string[];
  /** It may be left out. */
  optional?: true;
}

/** A way to answer. */
export interface Choice {
  name: string;
  says: Reason;
  /** Of one of several that may be meant. */
  against?: readonly Reason[];
  wants?: Wanted;
  /** A file brings it, and no word does; its effects are what the file is supposed to bring. */
  byFile?: true;
  /** Throws `Refusal` for a value that does not fit. */
  effects(value: string, hand: Hand): Effect[];
}

/** What is asked of some hurdles, or of something else that waits. */
export interface Ask {
  asks: Reason;
  evidence: Evidence[];
  choices: Choice[];
  /** What else it was derived from; of choices that go by numbers what each number means. */
  facts?: unknown;
}

/** A way to group what waits, by cause and by what helps. */
export interface Kind {
  kind: QuestionKind;
  /** What a question about this hurdle is about; null where it is another kind's. */
  about(hurdle: Hurdle, standing: Standing): string | null;
  ask(hurdles: readonly Hurdle[], standing: Standing): Ask;
}

/** A question whose options have not been judged. */
export interface Asked extends Ask {
  kind: QuestionKind;
  about: string;
  because: Reason[];
  machines: Machine[];
}

/** The machines of hurdles, each once. */
export const machinesIn = (hurdles: readonly Hurdle[]): Machine[] => [
  ...new Set(hurdles.map(({ machine }) => machine)),
];

export const codesIn = (machines: readonly Machine[]): string[] => [
  ...new Set(machines.map(({ product }) => product.modelCode)),
];

/** Their model years, each once. */
export const yearsIn = (machines: readonly Machine[]): number[] => [
  ...new Set(machines.flatMap(({ product }) => product.modelYear ?? [])),
];

/** What people say can be kept only of a machine whose brand and year are known, and of one row alone where it is about the row. */
export const isKnown = ({ product }: Machine): boolean =>
  product.brand !== null && product.modelYear !== null;

const isRowOfItsOwn = ({ list, product }: Machine): boolean =>
  list.listings.filter(({ extracted }) => extracted.modelCode === product.modelCode).length === 1;

/** These reasons are seen, and no obstacle; what the ad still needs it needs. */
export const acceptance = (hurdles: readonly Hurdle[]): Effect[] => {
  const acceptable = hurdles.filter(({ machine }) => isKnown(machine) && isRowOfItsOwn(machine));
  return [...Map.groupBy(acceptable, ({ machine }) => machine)].map(
    ([machine, own]): Effect => ({
      ...identityOf(machine),
      ...{ does: 'accept', basis: '', reasons: own.map(({ reason: why }) => why) },
    }),
  );
};

/** The choice of that, where there is one. */
export const accepting = (name: string, says: Reason, hurdles: readonly Hurdle[]): Choice[] => {
  const effects = acceptance(hurdles);
  return effects.length > 0 ? [{ name, says, effects: () => effects }] : [];
};

/** They are not sold; the value says why. */
export const keepingOut = (machines: readonly Machine[]): Choice[] => {
  const known = machines.filter(isKnown);
  if (known.length === 0) return [];
  return [
    {
      name: 'keep-out',
      says: reason('option-keep-out', { codes: codesIn(known) }),
      wants: { example: '', optional: true },
      effects: (why) => known.map((machine) => ({ ...identityOf(machine), does: 'keep-out', why })),
    },
  ];
};

/** What only a file can mend. */
export const byFile = (name: string, says: Reason, effects: () => Effect[] = () => []): Choice => ({
  ...{ name, says, effects },
  byFile: true,
});
