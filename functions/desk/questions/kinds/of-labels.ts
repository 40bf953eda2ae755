import { reason } from '#messages/reason.ts';
import type { Effect } from '../effects.ts';
import { rowOf } from '../evidence.ts';
import { type Choice, type Hurdle, type Kind, machinesIn } from '../kind.ts';
import type { LabelCandidate } from '../labels.ts';
import type { Standing } from '../standing.ts';

/** The rows that would give this machine what it lacks. */
const candidatesFor = ({ machine, reason: why }: Hurdle, { labels }: Standing): LabelCandidate[] =>
  why.code === 'field-missing'
    ? labels.filter(
        ({ tag, sha256, gives }) =>
          tag === why.values.field &&
          sha256 === machine.listing.matched.spec?.sha256 &&
          gives.has(machine.product.modelCode),
      )
    : [];

const aboutOf = ({ sha256, tag }: LabelCandidate): string => JSON.stringify([sha256, tag]);

/** Somebody has said that none of what is offered is right. */
export const isNone = (kind: 'label' | 'unit', about: string, { given }: Standing): boolean =>
  given.some(
    (answer) =>
      answer.kind === kind && answer.option === 'none' && answer.steps.some((step) => step.about === about),
  );

const teaching = ({ label, section, field, unit }: LabelCandidate): Effect[] => [
  unit ? { does: 'unit', ...unit } : { does: 'meaning', label, section, field },
];

/** What it gives, each once: a row that gives all the same is the least likely. */
const valuesOf = ({ gives }: LabelCandidate): string[] => [...new Set(gives.values())];

const MOST_VALUES = 4;

const choiceOf = (candidate: LabelCandidate, at: number): Choice => {
  const values = valuesOf(candidate);
  return {
    name: String(at + 1),
    says: reason('option-label-is', {
      ...{ label: candidate.label, field: candidate.tag, waiting: candidate.gives.size },
      values: values.slice(0, MOST_VALUES),
      prints: candidate.prints,
    }),
    effects: () => teaching(candidate),
  };
};

/** What a row of a spec book means, asked once for the whole book. */
export const OF_LABELS: Kind = {
  kind: 'label',
  about: (hurdle, standing) => {
    const [first] = candidatesFor(hurdle, standing);
    if (!first) return null;
    const about = aboutOf(first);
    return isNone('label', about, standing) ? null : about;
  },
  ask: (hurdles, standing) => {
    const [first] = hurdles as [Hurdle];
    const about = candidatesFor(first, standing).map(aboutOf)[0] ?? '';
    const candidates = standing.labels
      .filter((candidate) => aboutOf(candidate) === about)
      .toSorted(
        (one, other) => other.gives.size - one.gives.size || valuesOf(other).length - valuesOf(one).length,
      );
    const machines = machinesIn(hurdles);
    const none: Choice = {
      name: 'none',
      says: reason('option-label-none'),
      effects: () => [{ does: 'settle', about }],
    };
    return {
      asks: reason('ask-label', {
        field: String(first.reason.values.field),
        book: candidates[0]?.document ?? '',
      }),
      evidence: [...candidates.map(({ evidence }) => evidence), ...machines.map((machine) => rowOf(machine))],
      choices: [...candidates.map(choiceOf), none],
      facts: candidates.map(({ label, section, field, unit }) => [label, section, field, unit?.means]),
    };
  },
};
