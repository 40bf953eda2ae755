import type { Ports } from '#shared/ports.ts';
import { bedrockNamer } from './bedrock-namer.ts';
import type { ColumnNamer } from './column-namer.ts';

/** The namers a configuration may name. */
export const COLUMN_NAMERS: Record<string, (ports: Pick<Ports, 'languageModel'>) => ColumnNamer> = {
  bedrock: bedrockNamer,
};
