import type { Ports } from '#shared/ports.ts';
import { bedrockChooser } from './bedrock-chooser.ts';
import type { Chooser } from './chooser.ts';

/** The choosers that a configuration may name, as tie-breakers or as those who find a base model. */
export const CHOOSERS: Record<string, (ports: Pick<Ports, 'languageModel'>) => Chooser> = {
  bedrock: bedrockChooser,
};
