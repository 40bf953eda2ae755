import type { CatalogueModel } from '#contracts/catalogue.ts';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import { AvitoValues } from '#contracts/matched.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { asTold } from '#messages/reason.ts';
import { engineIn } from '#reference/naming/engine.ts';
import { familyOf, packageIn } from '#reference/naming/machine.ts';
import { readLength } from '#reference/naming/track.ts';
import { type GoldMatch, goldCatalogue, goldIsHere, goldMatches, goldProducts } from './from-gold.ts';

/** Of a book, made up. */
export const PICTURE = {
  key: `pictures/${'a'.repeat(64)}.png`,
  sha256: 'a'.repeat(64),
  widthPx: 800,
  heightPx: 600,
  mediaType: 'image/png',
} as const;

const normalized = (product: ExtractedProduct): ExtractedProduct => {
  const length = readLength(product.trackLength ?? '');
  const canonical = {
    family: familyOf(product.model ?? ''),
    package: packageIn(product.package ?? ''),
    engine: engineIn(product.engine ?? ''),
    trackLengthMm: length.millimetres,
    trackLengthIn: length.inches,
  };
  return { ...product, normalized: { ...product.normalized, ...canonical } };
};

const matchedOf = (
  product: ExtractedProduct,
  gold: GoldMatch,
  model: CatalogueModel | null,
): Listing['matched'] => {
  const { best } = gold.avito_model;
  return {
    modelCode: product.modelCode,
    brand: product.brand,
    modelYear: product.modelYear,
    page: product.page,
    row: product.row,
    avitoModel: best,
    normalized: { model: null, package: null, engine: null },
    confidence: best ? 1 : 0,
    confidenceDescription: '',
    decision: best ? 'accepted' : 'review',
    method: best ? 'exact' : 'none',
    matchDetails: null,
    reasons: best ? [] : [asTold('no listed name fits')],
    candidates: [],
    spec: model && {
      document: 'book.pdf',
      sha256: 'b'.repeat(64),
      page: model.page,
      model: model.model,
      engine: gold.spec?.engine_name ?? '',
      picture: PICTURE,
    },
    avitoValues: AvitoValues.parse(gold.avito_values),
    sources: {},
  };
};

const listingOf = (product: ExtractedProduct, gold: GoldMatch, models: CatalogueModel[]): Listing => {
  const model = models.find(({ page }) => page === gold.spec?.page) ?? null;
  return { extracted: normalized(product), matched: matchedOf(product, gold, model), model };
};

/** What extraction and matching should hand over for a fixture list, by the gold data; the picture is made up. */
export const goldListings = (list: string, book: string | null): Listing[] => {
  const models = book ? goldCatalogue(book).models : [];
  const matches = new Map(goldMatches(list).map((match) => [match.model_code, match]));
  return goldProducts(list).flatMap((product) => {
    const match = matches.get(product.modelCode);
    return match ? [listingOf(product, match, models)] : [];
  });
};

export { goldIsHere };
