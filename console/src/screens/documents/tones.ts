import type { Tone } from '../../parts/badge.tsx';

const TONES: Record<string, Tone> = {
  processing: 'plain',
  published: 'good',
  catalogued: 'good',
  review: 'wait',
  duplicate: 'plain',
  rejected: 'bad',
  failed: 'bad',
};

/** How a file's standing looks. */
export const toneOfDocument = (state: string): Tone => TONES[state] ?? 'plain';
