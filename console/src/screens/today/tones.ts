import type { Tone } from '../../parts/badge.tsx';

const TONES: Record<string, Tone> = {
  built: 'wait',
  held: 'wait',
  approved: 'wait',
  rejected: 'bad',
  delivered: 'good',
  superseded: 'plain',
};

/** How a feed's standing looks. */
export const toneOfFeed = (status: string): Tone => TONES[status] ?? 'plain';
