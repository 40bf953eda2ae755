import { chooseParts } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { bedrockNamer } from './bedrock-namer.ts';
import type { ColumnNamer } from './column-namer.ts';

/** The namers a configuration may name. */
export const COLUMN_NAMERS: Record<string, (ports: Pick<Ports, 'languageModel'>) => ColumnNamer> = {
  bedrock: bedrockNamer,
};

/** The namers that the configuration names, in its order. */
export const namersOf = (ports: Pick<Ports, 'languageModel' | 'parts'>): ColumnNamer[] =>
  chooseParts('columnNamers', COLUMN_NAMERS, ports.parts.columnNamers).map((namer) => namer(ports));
