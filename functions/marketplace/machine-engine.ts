import type { CatalogueEngine } from '#contracts/catalogue.ts';
import type { Listing } from './marketplace.ts';

/** The column of the spec-book page that the listing was matched with. */
export const engineOf = ({ matched, model }: Listing): CatalogueEngine | null =>
  model?.engines.find((engine) => engine.name === matched.spec?.engine) ?? null;

export const isElectric = ({ matched }: Listing): boolean => matched.avitoValues.EngineType === 'Электро';
