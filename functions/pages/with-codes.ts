import { centre } from './box.ts';
import { columnsLikeCodes, hasFourSigns, rowLines, seenLines, surelyCodes } from './code-columns.ts';
import { atTop, type Header } from './header.ts';
import { looksLikeCode, modelCode } from './model-code.ts';
import type { Page, Word } from './page.ts';
import type { Line } from './text.ts';
import { namedHeaders } from './unnamed-table.ts';

/** The part of a page's width that a heading stands over. */
function isUnder({ box }: Word, { cells }: Header, at: number): boolean {
  const [x] = centre(box);
  return x > (cells[at - 1]?.box[2] ?? -Infinity) && x < (cells[at + 1]?.box[0] ?? Infinity);
}

/** The codes under a heading that says so; among codes of four signs others are mistyped, unless a person says otherwise. */
function underHeading(header: Header, lines: readonly Line[], isBesideFourSigns: boolean): Word[] {
  const at = header.cells.findIndex(({ heading }) => heading === 'modelCode');
  if (at < 0) return [];
  const own = lines
    .filter((line) => line.length > 1)
    .flatMap((line) => line.filter((word) => isUnder(word, header, at) && looksLikeCode(word.text)));
  const priced = new Set(rowLines(lines).flat());
  const inRows = own.filter((word) => priced.has(word));
  const isTold = header.cells[at]?.isTold ?? false;
  const isStrict = !isTold && (isBesideFourSigns || inRows.some(({ text }) => modelCode(text)));
  const isRepeated = 2 * new Set(inRows.map(({ text }) => text)).size <= inRows.length;
  return inRows.length === 0 || isStrict || (isRepeated && inRows.length > 1) ? [] : own;
}

/** The lines between a header and the next one. */
const linesUnder = (headers: readonly Header[], at: number, lines: readonly Line[]): Line[] => {
  const [top, bottom] = [headers[at]?.box[3] ?? 0, headers[at + 1]?.box[1] ?? Infinity];
  return lines.filter(([word]) => word && centre(word.box)[1] > top && centre(word.box)[1] < bottom);
};

/** No heading that is known stands over it. */
const isUnnamed = (words: readonly Word[], headers: readonly Header[]): boolean =>
  headers.every((header) =>
    header.cells.every(
      ({ heading }, at) =>
        heading === null || heading === 'modelCode' || !words.every((word) => isUnder(word, header, at)),
    ),
  );

/**
 * The page with those words marked that its columns show to be codes: under a heading that says so, or as the only
 * texts that nothing else can be. `before` is the header that the page goes on with where it has none, `isBesideFourSigns`
 * true where its list has codes of four signs on other pages.
 */
export function withCodes(page: Page, before: Header | null = null, isBesideFourSigns = false): Page {
  if (isBesideFourSigns && !page.taughtHeadings) return page;
  const lines = seenLines(page);
  if (rowLines(lines).length === 0) return page;
  const isFour = isBesideFourSigns || hasFourSigns(lines);
  if (isFour && !page.taughtHeadings) return page;
  const headers = [...(before ? [atTop(before)] : []), ...namedHeaders(page, before)];
  const told = headers.flatMap((header, at) =>
    underHeading(header, linesUnder(headers, at, lines), isBesideFourSigns),
  );
  const byShape = () =>
    isFour ? [] : surelyCodes(columnsLikeCodes(lines).filter((words) => isUnnamed(words, headers)));
  const codes = new Set(told.length > 0 ? told : byShape());
  if (codes.size === 0) return page;
  const words = page.words.map((word) => (codes.has(word) ? { ...word, isCode: true as const } : word));
  return { ...page, words };
}
