import { avito } from './avito.ts';
import type { Marketplace } from './marketplace.ts';

/** The marketplaces a configuration may name. */
export const MARKETPLACES: Record<string, Marketplace> = { avito };
