import type { AUDIT as RU } from '../ru/audit.ts';

export const AUDIT: typeof RU = {
  since: 'Since',
  find: 'Find',
  when: 'When',
  who: 'Who',
  what: 'What was done',
  subject: 'To what',
  why: 'Why',
  none: 'Everything people do will be here: who, when, what and why.',
};
