import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import { NAME_LABELS } from '#reference/prompts/name-labels.ts';
import { ServiceRefused, TransientFailure } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';
import { providersOf, type StandingPorts } from '#shared/providers.ts';

/** A label that no lexicon knows, under its title, with a few of its values as printed. */
export interface OpenLabel {
  section: string;
  label: string;
  values: string[];
}

/** What a namer takes a label for. */
export type NamedLabel = Pick<OpenLabel, 'section' | 'label'> & { field: RowField };

/**
 * Says what labels of a spec book name, by their words and a few values: a witness beside others, never a value. Throws
 * `TransientFailure` or `ServiceRefused` where it does not answer.
 */
export interface LabelNamer {
  readonly name: string;
  nameLabels(labels: readonly OpenLabel[]): Promise<NamedLabel[]>;
}

/** What is asked about: what ads are made of, and whose values are told from others by themselves. */
const FIELDS = [
  'dimensions.overallLength',
  'dimensions.overallWidth',
  'dimensions.overallHeight',
  'dimensions.skiStance',
  'tracks',
  'track.length',
  'track.width',
  'track.profile',
  'engine.details',
  'engine.power',
  'engine.maxRpm',
  'engine.cylinders',
  'engine.displacement',
  'engine.bore',
  'engine.stroke',
  'engine.boreStroke',
  'engine.fuelTank',
  'engine.oilTank',
  'engine.dryWeight',
  'seating',
  'starter',
  'gauges',
] as const satisfies readonly RowField[];

/** Tokens; more labels than these are no table of a machine. */
const MOST_TOKENS = 6000;
const MOST_LABELS = 120;
const Answer = z.strictObject({
  labels: z
    .array(z.strictObject({ section: z.string(), label: z.string(), field: z.enum(FIELDS).nullable() }))
    .max(2 * MOST_LABELS),
});

/** Asks a language model, which sees labels and a few values; answers about anything else are dropped. */
const bedrock = ({ languageModel }: Pick<Ports, 'languageModel'>): LabelNamer => ({
  name: 'bedrock',
  nameLabels: async (labels) => {
    const asked = labels.slice(0, MOST_LABELS);
    const { answer } = await languageModel.ask({
      instructions: NAME_LABELS,
      text: JSON.stringify({ labels: asked }),
      answer: Answer,
      maxTokens: MOST_TOKENS,
    });
    return asked.flatMap(({ section, label }) => {
      const said = answer.labels.filter((one) => one.section === section && one.label === label);
      const [field, another] = new Set(said.map((one) => one.field));
      return field && another === undefined ? [{ section, label, field }] : [];
    });
  },
});

/** The namers a configuration may name. */
export const LABEL_NAMERS: Record<string, (ports: Pick<Ports, 'languageModel'>) => LabelNamer> = { bedrock };

/** The namers that the configuration names, in its order. */
export const labelNamersOf = (ports: Pick<Ports, 'languageModel' | 'parts'> & StandingPorts): LabelNamer[] =>
  providersOf('labelNamers', LABEL_NAMERS, 'nameLabels', ports);

/** What the first namer that answers says, and why those before it did not. */
export async function nameLabels(
  labels: readonly OpenLabel[],
  namers: readonly LabelNamer[],
): Promise<{ named: NamedLabel[]; declined: Reason[] }> {
  const declined: Reason[] = [];
  for (const namer of labels.length > 0 ? namers : []) {
    try {
      return { named: await namer.nameLabels(labels), declined };
    } catch (error) {
      if (!(error instanceof ServiceRefused || error instanceof TransientFailure)) throw error;
      declined.push(reason('labels-unnamed', { by: namer.name, detail: error.message }));
    }
  }
  return { named: [], declined };
}
