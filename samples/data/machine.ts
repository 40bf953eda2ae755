import type { EngineName } from './engines.ts';

/** An sRGB colour as pdfkit and the painter take it. */
export type Rgb = [red: number, green: number, blue: number];

/** What a machine is bought for: the sections of a price list, and the equipment of a book's page. */
export type Section = 'Trail' | 'Crossover' | 'Deep Snow' | 'Utility';

/** A track as the book names it; the price list prints the same in two columns. */
export interface Track {
  name: string;
  lengthIn: keyof typeof TRACK_LENGTHS_MM;
  widthIn: number;
  profileIn: number;
}

/** The trade's own rounding of track lengths. */
export const TRACK_LENGTHS_MM = { 120: 3050, 129: 3300, 137: 3500, 146: 3700, 154: 3900, 165: 4200 } as const;

/** The page of a model in the spec book. */
export interface BookPage {
  /** The package as the book spells it, where the price list shortens it. */
  package?: string;
  tagline: string;
  highlights: readonly string[];
  whatsNew?: readonly string[];
  seating: string;
}

/** A model with one package: several rows of a price list, at most one page of a book. */
export interface MachineLine {
  section: Section;
  model: string;
  package: string;
  engines: readonly EngineName[];
  tracks: readonly Track[];
  display: string;
  colors: readonly string[];
  /** Euros above the price of the engine alone. */
  surcharge: number;
  /** The list says "tba" instead of a price. */
  priceToBeAnnounced?: true;
  page?: BookPage;
}

/** All that samples say about one brand. */
export interface BrandData {
  name: 'SKI-DOO' | 'LYNX';
  /** Ground of header bands and of spring-only codes. */
  accent: Rgb;
  sectionBand: Rgb;
  colors: Readonly<Record<string, Rgb>>;
  springOptions: readonly string[];
  /** Whether model pages print the horsepower; else only the engine page does. */
  horsepowerOnModelPages: boolean;
  /** How its book words the labels of its rows otherwise, for a book in words that nobody knows. */
  wording?: (label: string) => string;
  lines: readonly MachineLine[];
}
