import type { Box } from '#contracts/box.ts';
import type { CatalogueEngine, Place } from '#contracts/catalogue.ts';
import type { Column, ExtractedProduct } from '#contracts/extracted.ts';
import {
  type AvitoValues,
  type MatchedProduct,
  type Source,
  VALUE_TAGS,
  type ValueTag,
} from '#contracts/matched.ts';
import { isSeatOfOne } from '#reference/catalogue/seats.ts';
import { type MachineType, YOUTH_DISPLACEMENT } from '#reference/lexicon/families.ts';
import { INFERRED_CONFIDENCE, INHERITED_CONFIDENCE } from '#reference/matching/confidence.ts';
import type { Machine } from '#reference/naming/machine.ts';
import type { Lenders } from './lenders.ts';
import type { SpecColumn, SpecPage } from './spec-pages.ts';
import { columnOfWidth, placeOfWidth, widthsOfSameTrack, widthsOn } from './track-width.ts';

/** A value and where it comes from; null where nothing we may read gives it. */
type Found<T> = { readonly value: T; readonly source: Source } | null;

const NOWHERE: Source = {
  document: null,
  page: null,
  box: null,
  rule: null,
  inherited: false,
  confidence: 1,
};

/** The value with its source; null stays null. */
const found = <T>(value: T | null | undefined, source: Source): Found<T> =>
  value === null || value === undefined ? null : { value, source };

const fromList = (document: string, product: ExtractedProduct, column: Column): Source => ({
  ...NOWHERE,
  document,
  page: product.page,
  box: (product.cells[column] as Box | undefined) ?? null,
});

/** A place of a book; the whole model page where the book does not tell the value's own. */
const fromPage = ({ catalogue, model }: SpecPage, place?: Place | null): Source => ({
  ...NOWHERE,
  document: catalogue.document,
  page: place?.page ?? model.page,
  box: place?.box ?? null,
});

const byRule = (rule: string): Source => ({ ...NOWHERE, rule });

const inferredFrom = (page: SpecPage, rule: string): Source => ({
  ...fromPage(page),
  rule,
  confidence: INFERRED_CONFIDENCE,
});

const inheritedFrom = ({ page, place }: Printed): Source => ({
  ...fromPage(page, place),
  rule: 'same engine or model in another spec book',
  inherited: true,
  confidence: INHERITED_CONFIDENCE,
});

/** Where a book prints a value. */
interface Printed {
  readonly page: SpecPage;
  readonly place?: Place | null | undefined;
}

/** A value that all lenders agree on; where they differ nobody knows which is true here. */
function lent<L, T>(
  lenders: readonly L[],
  give: (lender: L) => T | null,
  whereOf: (lender: L, value: T) => Printed,
): Found<T> {
  const [first, ...others] = lenders;
  if (!first) return null;
  const value = give(first);
  if (value === null || others.some((other) => give(other) !== value)) return null;
  return found(value, inheritedFrom(whereOf(first, value)));
}

/** All that is known of a product when its values are looked up. */
export interface Evidence {
  /** The price list's name, for sources. */
  readonly document: string;
  readonly product: ExtractedProduct;
  readonly machine: Machine;
  /** Page and column of the spec book of the same brand and year. */
  readonly page: SpecPage | null;
  /** The pages of which each may be this machine's, where there are several. */
  readonly rivals: readonly SpecPage[];
  readonly column: SpecColumn | null;
  readonly inferredWidthMm: number | null;
  readonly lenders: Lenders;
}

/** The first that has something to say. */
const firstFound = <T>(...answers: readonly Found<T>[]): Found<T> => answers.find((answer) => answer) ?? null;

const capacityOf = ({ displacementCc }: CatalogueEngine): number | null =>
  displacementCc === null ? null : Math.round(displacementCc);

const strokeOf = ({ stroke }: CatalogueEngine): '2' | '4' | null =>
  stroke === null ? null : stroke === 2 ? '2' : '4';

/** Of the engine: from its column, else from the same engine in another book. */
function ofEngine<T>(
  { machine, column, lenders }: Evidence,
  give: (printed: CatalogueEngine) => T | null,
  field: keyof CatalogueEngine['places'],
): Found<T> {
  if (machine.engine.electric) return null;
  return firstFound(
    column && found(give(column.printed), fromPage(column.page, column.printed.places[field])),
    lent(
      lenders.columns,
      ({ printed }) => give(printed),
      ({ page, printed }) => ({ page, place: printed.places[field] }),
    ),
  );
}

/** Avito takes an electric motor's power in watts. */
const wattsOf = ({ powerKw }: CatalogueEngine): number | null =>
  powerKw === null ? null : Math.round(powerKw * 1000);

function powerOf(evidence: Evidence): Found<number> {
  const { document, product, machine, column } = evidence;
  const printedAt = column && fromPage(column.page, column.printed.places.powerHp);
  if (machine.engine.electric) return printedAt && found(wattsOf(column.printed), printedAt);
  return firstFound(
    printedAt && found(column.printed.powerHp, printedAt),
    found(machine.engine.powerHp, fromList(document, product, 'engine')),
    ofEngine(evidence, ({ powerHp }) => powerHp, 'powerHp'),
  );
}

/** "1-up or 2-up" depends on the passenger kit; without a number only words that are of a seat for one say it. */
function seatsOn({ model }: SpecPage): number | null {
  if (model.seating === null) return null;
  if (model.seatsPrinted.length > 0) return Math.min(...model.seatsPrinted);
  return isSeatOfOne(model.seating) ? 1 : null;
}

function personsOf({ document, product, machine, page, lenders }: Evidence): Found<number> {
  if (machine.passengerKit) return found(2, fromList(document, product, 'package'));
  return firstFound(
    page && found(seatsOn(page), fromPage(page, page.model.places.seating)),
    lent(lenders.pages, seatsOn, (lender) => ({ page: lender, place: lender.model.places.seating })),
  );
}

const only = (widths: readonly number[]): number | null => (widths.length === 1 ? (widths[0] ?? null) : null);

const widthPrinted = (page: SpecPage, width: number | null): Found<number> =>
  width === null ? null : found(width, fromPage(page, placeOfWidth(page, width)));

function widthOf(evidence: Evidence): Found<number> {
  const { document, product, machine, page, column, inferredWidthMm, lenders } = evidence;
  const question = { product, machine, engineColumn: column?.printed.name ?? null };
  return firstFound(
    found(machine.widthMm, fromList(document, product, columnOfWidth(product, machine))),
    page && widthPrinted(page, only(widthsOn(page, question))),
    page &&
      found(
        inferredWidthMm,
        inferredFrom(page, 'of rows alike but for the price the dearer has the wider track'),
      ),
    lent(
      lenders.pages,
      (lender) => only(widthsOfSameTrack(lender, question)),
      (lender, width) => ({ page: lender, place: placeOfWidth(lender, width) }),
    ),
  );
}

function typeOf({ machine }: Evidence): Found<MachineType> {
  const { displacement } = machine.engine;
  return displacement !== null && displacement <= YOUTH_DISPLACEMENT
    ? found<MachineType>('Детский', byRule('engines up to 200 cm³ are for children'))
    : found(machine.family?.type, byRule('the model family decides the type'));
}

function engineTypeOf({ document, product, machine, page }: Evidence): Found<'Бензин' | 'Электро'> {
  const known = machine.engine.displacement !== null || machine.engine.electric;
  if (!known)
    return (
      page && found(page.model.isElectric ? 'Электро' : 'Бензин', fromPage(page, page.model.places.model))
    );
  return found(machine.engine.electric ? 'Электро' : 'Бензин', fromList(document, product, 'engine'));
}

const FINDERS: { readonly [Tag in ValueTag]: (evidence: Evidence) => Found<NonNullable<AvitoValues[Tag]>> } =
  {
    Type: typeOf,
    EngineType: engineTypeOf,
    Power: powerOf,
    EngineCapacity: (evidence) => ofEngine(evidence, capacityOf, 'displacementCc'),
    Stroke: (evidence) => ofEngine(evidence, strokeOf, 'stroke'),
    PersonCapacity: personsOf,
    TrackWidth: widthOf,
    Year: ({ document, product }) =>
      found(product.modelYear, { ...fromList(document, product, 'model'), box: null }),
  };

/** Every value that Avito wants of the machine, with its source; null where no document gives it. */
export function valuesOf(evidence: Evidence): Pick<MatchedProduct, 'avitoValues' | 'sources'> {
  const answers = VALUE_TAGS.map((tag) => [tag, FINDERS[tag](evidence)] as const);
  const values = Object.fromEntries(answers.map(([tag, answer]) => [tag, answer?.value ?? null]));
  const sources = answers.flatMap(([tag, answer]): [ValueTag, Source][] =>
    answer ? [[tag, answer.source]] : [],
  );
  return { avitoValues: values as AvitoValues, sources: Object.fromEntries(sources) };
}
