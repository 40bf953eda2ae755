import { type Html, html } from '#shared/html.ts';

/** Units of the drawing; it is as wide as the page lets it be. */
const BAR = { width: 48, gap: 8, height: 120 };
const ABOVE = 20;
const BELOW = 22;

const bar = (count: number, at: number, highest: number, label: string): Html => {
  const x = at * (BAR.width + BAR.gap);
  const height = highest === 0 ? 0 : Math.round((BAR.height * count) / highest);
  const top = ABOVE + BAR.height - height;
  const middle = x + BAR.width / 2;
  return html`<rect x="${x}" y="${top}" width="${BAR.width}" height="${height}" fill="currentColor" fill-opacity="0.55"></rect>
<text x="${middle}" y="${top - 6}" text-anchor="middle" font-size="14" fill="currentColor">${count}</text>
<text x="${middle}" y="${ABOVE + BAR.height + 16}" text-anchor="middle" font-size="12" fill="currentColor">${label}</text>`;
};

/** Counts in equal steps from 0 to `most` as bars, with the counts above and the steps' beginnings below. */
export const histogram = (counts: readonly number[], most: number, title: string): Html => {
  const highest = Math.max(...counts);
  const [width, height] = [counts.length * (BAR.width + BAR.gap) - BAR.gap, ABOVE + BAR.height + BELOW];
  const label = (at: number) => `≥ ${Number(((at * most) / counts.length).toFixed(1))}`;
  return html`<svg role="img" aria-label="${title}" viewBox="0 0 ${width} ${height}" width="100%" style="max-width: 40rem">
<title>${title}</title>
${counts.map((count, at) => bar(count, at, highest, label(at)))}
</svg>`;
};
