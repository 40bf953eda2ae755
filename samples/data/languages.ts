import type { Column } from '#contracts/extracted.ts';

/** Headings of a price list; a column without one stands under its left neighbour's. */
export interface Language {
  headings: Partial<Record<Column, string>>;
  title: string;
  modelYear: string;
  market: string;
  springOnly: string;
  sample: string;
}

export const LANGUAGES = {
  fi: {
    headings: {
      modelCode: 'Tuote-nro',
      model: 'Malli',
      package: 'Paketti',
      engine: 'Moottori',
      trackLength: 'Telamatto',
      starter: 'Käynnistin',
      display: 'Mittaristo',
      springOptions: 'Kevätoptiot',
      color: 'Väri',
      price: 'Suositushinta',
    },
    title: 'SUOSITUSHINNASTO',
    modelYear: 'MALLIVUOSI',
    market: 'SUOMI',
    springOnly: 'KEVÄTMALLI',
    sample: 'Feedwrightin näyte: hinnat, koodit ja luvut ovat keksittyjä.',
  },
  en: {
    headings: {
      modelCode: 'Model code',
      model: 'Model',
      package: 'Package',
      engine: 'Engine',
      trackLength: 'Track',
      starter: 'Starter',
      display: 'Display',
      springOptions: 'Spring options',
      color: 'Color',
      price: 'Recommended price',
    },
    title: 'RECOMMENDED PRICE LIST',
    modelYear: 'MODEL YEAR',
    market: 'FINLAND',
    springOnly: 'SPRING MODEL',
    sample: 'A sample by Feedwright: prices, codes and numbers are invented.',
  },
} as const satisfies Record<string, Language>;
export type LanguageName = keyof typeof LANGUAGES;
