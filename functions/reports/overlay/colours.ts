import type { Heading } from '#reference/lexicon/headings.ts';

/** Each column has its own colour, far from its usual neighbours'; red is kept for problems. */
export const COLUMN_COLOURS: Readonly<Record<Heading, string>> = {
  section: '#7b2d8b',
  modelCode: '#0b5fd0',
  model: '#0a8f5b',
  package: '#c47a00',
  engine: '#6a3fd1',
  track: '#00838f',
  trackLength: '#00838f',
  trackProfile: '#a8327d',
  starter: '#4f7a00',
  display: '#3b6ea5',
  springOptions: '#8d5524',
  color: '#5e4bb0',
  price: '#00752d',
  springOnly: '#b8860b',
  otherPrice: '#6b7280',
  ignored: '#6b7280',
};

export const PROBLEM = '#d3001b';
export const LEFT_OUT = '#8a6d00';
export const OUTLINE = '#4b5563';
export const INK = '#111827';
