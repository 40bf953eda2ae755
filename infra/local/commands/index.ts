import type { Command } from './command.ts';
import { deliver } from './deliver.ts';
import { processFiles } from './process.ts';
import { start } from './start.ts';
import { stats } from './stats.ts';
import { windows } from './windows.ts';

/** Every command, in the order in which the help lists them; the first is the default. */
export const COMMANDS: Record<string, Command> = { start, process: processFiles, deliver, windows, stats };
