import { SHELL } from './shell.ts';
import { STATES } from './states.ts';

/** What the console says, in Russian first: other languages have the same words. */
export const RU = { shell: SHELL, states: STATES };
