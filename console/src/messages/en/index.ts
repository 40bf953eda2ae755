import type { RU } from '../ru/index.ts';
import { SHELL } from './shell.ts';
import { STATES } from './states.ts';

export const EN: typeof RU = { shell: SHELL, states: STATES };
