import type { CatalogueTrack, Place } from '#contracts/catalogue.ts';
import type { Column, ExtractedProduct } from '#contracts/extracted.ts';
import {
  inchesToMm,
  LENGTH_TOLERANCE_IN,
  MM_PER_INCH,
  PROFILE_TOLERANCE_IN,
  WIDTH_TOLERANCE_MM,
} from '#reference/lexicon/tracks.ts';
import { type Machine, packageWords, readMachine } from '#reference/naming/machine.ts';
import { normalise } from '#reference/naming/normalise.ts';
import { lengthInInches } from '#reference/naming/track.ts';
import type { SpecPage } from './spec-pages.ts';

/** A row of the list beside the page and the engine column that describe it. */
export interface TrackQuestion {
  readonly product: ExtractedProduct;
  readonly machine: Machine;
  readonly engineColumn: string | null;
}

/** Above this a profile without a unit is in millimetres: the deepest lug is 3.25 in. */
const DEEPEST_PROFILE_IN = 10;

const widthOf = ({ widthMm, widthIn }: CatalogueTrack): number | null =>
  widthMm ?? (widthIn === null ? null : inchesToMm(widthIn));

const lengthOf = ({ lengthIn, lengthMm }: CatalogueTrack): number | null =>
  lengthIn ?? (lengthMm === null ? null : lengthInInches(lengthMm));

const profileOf = ({ profileIn, profileMm }: CatalogueTrack): number | null =>
  profileIn ?? (profileMm === null ? null : profileMm / MM_PER_INCH);

/** Inches; what has no unit and is deeper than any lug is in millimetres. */
export function listedProfile({ trackProfile }: ExtractedProduct): number | null {
  const [figure] = /\d+(?:[.,]\d+)?/.exec(trackProfile ?? '') ?? [];
  if (!figure) return null;
  const size = Number(figure.replace(',', '.'));
  return size > DEEPEST_PROFILE_IN ? size / MM_PER_INCH : size;
}

const near = (one: number | null, other: number | null, tolerance: number): boolean =>
  one === null || other === null || Math.abs(one - other) <= tolerance;

/** "Cobra with FlexEdge (Neo)" is the track of the Neo alone. */
function packageFits({ name }: CatalogueTrack, machine: Machine): boolean {
  const [, mark] = /\(([^)]+)\)/.exec(name ?? '') ?? [];
  const { packages } = readMachine(normalise(mark ?? ''));
  return packages.length === 0 || packages.some((word) => packageWords(machine).includes(word));
}

export const lengthFits = (track: CatalogueTrack, { lengthIn }: Machine): boolean =>
  near(lengthOf(track), lengthIn, LENGTH_TOLERANCE_IN);

export const widthFits = (track: CatalogueTrack, { widthMm }: Machine): boolean =>
  near(widthOf(track), widthMm, WIDTH_TOLERANCE_MM);

export const profileFits = (track: CatalogueTrack, product: ExtractedProduct): boolean =>
  near(profileOf(track), listedProfile(product), PROFILE_TOLERANCE_IN);

/** What tells a page's tracks apart, the surest first. */
const TRAITS: readonly ((track: CatalogueTrack, question: TrackQuestion) => boolean)[] = [
  (track, { engineColumn }) => track.engine === null || track.engine === engineColumn,
  (track, { machine }) => packageFits(track, machine),
  (track, { machine }) => lengthFits(track, machine),
  (track, { machine }) => near(widthOf(track), machine.widthMm, WIDTH_TOLERANCE_MM),
  (track, { product }) => profileFits(track, product),
];

/** A trait that no track has tells none apart: list and book then name it differently. */
const narrowed = <T>(all: readonly T[], keep: (one: T) => boolean): readonly T[] => {
  const kept = all.filter(keep);
  return kept.length > 0 ? kept : all;
};

function sharedWords(track: CatalogueTrack, { product }: TrackQuestion): number {
  const words = new Set(normalise(product.trackProfile ?? '').split(' '));
  return normalise(track.name ?? '')
    .split(' ')
    .filter((word) => words.has(word)).length;
}

function likestNamed(tracks: readonly CatalogueTrack[], question: TrackQuestion): readonly CatalogueTrack[] {
  const most = Math.max(...tracks.map((track) => sharedWords(track, question)));
  return tracks.filter((track) => sharedWords(track, question) === most);
}

const distinctWidths = (tracks: readonly CatalogueTrack[]): readonly number[] =>
  [...new Set(tracks.map(widthOf).filter((width) => width !== null))].sort((one, other) => one - other);

/** The widths (mm) that the machine's track can have by its own page, narrow to wide. */
export function widthsOn(page: SpecPage, question: TrackQuestion): readonly number[] {
  const fitting = TRAITS.reduce<readonly CatalogueTrack[]>(
    (tracks, trait) => narrowed(tracks, (track) => trait(track, question)),
    page.model.tracks,
  );
  return distinctWidths(likestNamed(fitting, question));
}

/** The same by another book's page: it may only speak of the very track, not of what comes near. */
export const widthsOfSameTrack = (page: SpecPage, question: TrackQuestion): readonly number[] =>
  distinctWidths(page.model.tracks.filter((track) => TRAITS.every((trait) => trait(track, question))));

const COLUMNS_WITH_WIDTHS = ['package', 'trackLength', 'trackProfile'] as const;

/** The column of the list that prints the machine's width; the model's name where no other does. */
export const columnOfWidth = (product: ExtractedProduct, { widthMm }: Machine): Column =>
  COLUMNS_WITH_WIDTHS.find((column) => readMachine(normalise(product[column] ?? '')).widthMm === widthMm) ??
  'model';

/** Where a page prints a track of this width (mm). */
export const placeOfWidth = ({ model }: SpecPage, width: number): Place | null =>
  model.tracks.find((track) => widthOf(track) === width)?.place ?? null;
