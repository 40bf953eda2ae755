import { LYNX } from './lynx.ts';
import type { BrandData } from './machine.ts';
import { SKI_DOO } from './ski-doo.ts';

export const BRANDS = { 'SKI-DOO': SKI_DOO, LYNX } as const satisfies Record<string, BrandData>;
export type BrandName = keyof typeof BRANDS;
