import type { Usage } from '#contracts/usage.ts';
import { metered } from '#shared/metered.ts';
import type { Ports } from '#shared/ports.ts';
import { providersOf } from '#shared/providers.ts';
import { rememberedModel } from '#shared/remembered-model.ts';
import { CHOOSERS, type Chooser } from './choosing/choosers.ts';
import { EMBEDDERS, type Embedder } from './embedder.ts';

/** Who is asked where the rules alone do not decide, each in its order; nobody but the embedders must be there. */
export interface Helpers {
  readonly embedders: readonly Embedder[];
  /** Choose between names that tie. */
  readonly tieBreakers?: readonly Chooser[];
  /** Choose a base model for machines that no page describes. */
  readonly inheritors?: readonly Chooser[];
}

export type HelperPorts = Pick<Ports, 'table' | 'clock' | 'embeddings' | 'languageModel' | 'parts'>;

/** The helpers that the configuration names, and what their questions have used so far. */
export const helpersOf = (ports: HelperPorts): Helpers & { usages: readonly Usage[] } => {
  const { usages, ...services } = metered(ports);
  const connected = { ...ports, ...services, languageModel: rememberedModel(services.languageModel, ports) };
  const choosers = (place: 'tieBreakers' | 'inheritors') => providersOf(place, CHOOSERS, 'choose', connected);
  return {
    usages,
    embedders: providersOf('embedders', EMBEDDERS, 'embed', connected),
    tieBreakers: choosers('tieBreakers'),
    inheritors: choosers('inheritors'),
  };
};
