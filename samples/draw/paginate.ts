/** What pagination needs to know of a layout, in points from the top of the page. */
export interface PageMetrics {
  firstTop: number;
  nextTop: number;
  bottom: number;
  sectionHeight: number;
  /** Whether a section that goes on over a page break is named again. */
  repeatSection: boolean;
}

interface Measured {
  section: string;
  height: number;
}

export interface PlacedPage<Row> {
  sections: { label: string; y: number }[];
  rows: { row: Row; y: number }[];
  /** Where the next row or section would begin. */
  cursor: number;
  section: string | null;
}

/** Puts rows on pages, with a label before each section. */
export function paginate<Row extends Measured>(
  rows: readonly Row[],
  metrics: PageMetrics,
): PlacedPage<Row>[] {
  const pages = [blankPage<Row>(metrics.firstTop, null)];
  for (const row of rows) placeRow(pageWithRoom(pages, row, metrics), row, metrics);
  return pages;
}

const blankPage = <Row>(top: number, section: string | null): PlacedPage<Row> => ({
  sections: [],
  rows: [],
  cursor: top,
  section,
});

function pageWithRoom<Row extends Measured>(
  pages: PlacedPage<Row>[],
  row: Row,
  metrics: PageMetrics,
): PlacedPage<Row> {
  const page = pages.at(-1) as PlacedPage<Row>;
  if (page.cursor + labelHeight(page, row, metrics) + row.height <= metrics.bottom) return page;
  const next = blankPage<Row>(metrics.nextTop, metrics.repeatSection ? null : page.section);
  pages.push(next);
  return next;
}

const labelHeight = <Row extends Measured>(page: PlacedPage<Row>, row: Row, metrics: PageMetrics): number =>
  page.section === row.section ? 0 : metrics.sectionHeight;

function placeRow<Row extends Measured>(page: PlacedPage<Row>, row: Row, metrics: PageMetrics): void {
  const label = labelHeight(page, row, metrics);
  if (label > 0) page.sections.push({ label: row.section, y: page.cursor });
  page.rows.push({ row, y: page.cursor + label });
  page.cursor += label + row.height;
  page.section = row.section;
}
