import type { Catalogue, CatalogueEngine, CatalogueModel } from '#contracts/catalogue.ts';
import type { Family } from '#reference/lexicon/families.ts';
import { PAGE_OF_PACKAGE } from '#reference/lexicon/packages.ts';
import { type Engine, engineFits, engineName, powerFits, readEngine } from '#reference/naming/engine.ts';
import { brandOf, type Machine, packageWords, readMachine } from '#reference/naming/machine.ts';
import { normalise } from '#reference/naming/normalise.ts';
import type { Rewording } from '#shared/taught-meanings.ts';
import { bySpecificity, compare } from './claims.ts';

/** A model page of a spec book and what its title says. */
export interface SpecPage {
  readonly catalogue: Catalogue;
  readonly model: CatalogueModel;
  readonly machine: Machine;
}

/** One engine column of a page. */
export interface SpecColumn {
  readonly page: SpecPage;
  readonly printed: CatalogueEngine;
  readonly engine: Engine;
}

export interface SpecIndex {
  readonly byFamily: ReadonlyMap<Family | null, readonly SpecPage[]>;
  readonly byEngine: ReadonlyMap<string, readonly SpecColumn[]>;
}

const pageOf = (catalogue: Catalogue, model: CatalogueModel, reword: Rewording): SpecPage => ({
  catalogue,
  model,
  machine: { ...readMachine(normalise(reword(model.model))), brand: brandOf(catalogue.brand) },
});

/** A column's power is that of its name ("600 EFI – 85"), else the one printed in it. */
function columnOf(page: SpecPage, printed: CatalogueEngine): SpecColumn {
  const engine = readEngine(printed.name);
  const electric = engine.electric || page.model.isElectric;
  return { page, printed, engine: { ...engine, electric, powerHp: engine.powerHp ?? printed.powerHp } };
}

const columnsOf = (page: SpecPage): SpecColumn[] =>
  page.model.engines.map((printed) => columnOf(page, printed));

const inBookOrder = (one: SpecPage, other: SpecPage): number =>
  one.catalogue.document.localeCompare(other.catalogue.document, 'en') || one.model.page - other.model.page;

/** Every page of the books, by family and by engine, in an order that the caller's does not change. */
export function indexPages(catalogues: readonly Catalogue[], reword: Rewording): SpecIndex {
  const pages = catalogues
    .flatMap((book) => book.models.map((model) => pageOf(book, model, reword)))
    .sort(inBookOrder);
  return {
    byFamily: Map.groupBy(pages, ({ machine }) => machine.family),
    byEngine: Map.groupBy(pages.flatMap(columnsOf), ({ engine }) => engineName(engine)),
  };
}

/** The package words a page must bear; some packages have no page of their own. */
function pageWords(machine: Machine, shared: boolean): string {
  const words = packageWords(machine).map((word) => (shared && PAGE_OF_PACKAGE[word]) || word);
  return [...words].sort().join(' ');
}

const describes = (page: SpecPage, machine: Machine, shared: boolean): boolean => {
  const asTitled = shared ? { ...machine, packages: page.machine.packages } : machine;
  return (
    pageWords(page.machine, false) === pageWords(machine, shared) &&
    compare(page.machine, asTitled).objections.length === 0
  );
};

/** The pages among these that describe this very model, the most specific title first. */
export function pagesOf(machine: Machine, pages: readonly SpecPage[]): readonly SpecPage[] {
  const own = pages.filter((page) => describes(page, machine, false));
  const found = own.length > 0 ? own : pages.filter((page) => describes(page, machine, true));
  return found.toSorted((one, other) =>
    bySpecificity(compare(one.machine, machine), compare(other.machine, machine)),
  );
}

/** Whether the list's engine is the column's; what the list leaves out does not speak against it. */
export const sameEngine = (listed: Engine, column: Engine): boolean =>
  listed.electric === column.electric &&
  engineFits(listed, column) &&
  powerFits(listed.powerHp, column.powerHp);

/** The one column of the page with the machine's engine; none where several could be it. */
export function columnFor(machine: Machine, page: SpecPage): SpecColumn | null {
  const [column, ...others] = columnsOf(page).filter(({ engine }) => sameEngine(machine.engine, engine));
  return column && others.length === 0 ? column : null;
}
