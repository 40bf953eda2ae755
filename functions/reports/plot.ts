/** Small plots as SVG, each beside a table that says the same. */
import { type Html, html } from '#shared/html.ts';

/** A price on an axis: ours, another shop's, or one that is far off. */
export interface Dot {
  roubles: number;
  kind: 'other' | 'outlier' | 'ours';
  /** What it is, for who points at it. */
  title: string;
}

const WIDTH = 480;
const HEIGHT = 44;
const EDGE = 10;
const MIDDLE = 20;
/** Left free for what is far off. */
const INNER = 30;

/** Places of values between two edges; where all are one value it stands in the middle. */
const scale = (values: readonly number[], from: number, to: number): ((value: number) => number) => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value) =>
    high === low
      ? (from + to) / 2
      : Math.round((from + ((value - low) / (high - low)) * (to - from)) * 10) / 10;
};

const LOOKS: Record<Dot['kind'], { fill: string; stroke: string }> = {
  other: { fill: 'currentColor', stroke: 'none' },
  outlier: { fill: 'none', stroke: 'currentColor' },
  ours: { fill: '#c2410c', stroke: 'none' },
};

/** Ours is a square: nobody has to tell colours apart. */
const shapeOf = ({ kind, title }: Dot, x: number): Html => {
  const { fill, stroke } = LOOKS[kind];
  return kind === 'ours'
    ? html`<rect x="${x - 5}" y="${MIDDLE - 5}" width="10" height="10" fill="${fill}"><title>${title}</title></rect>`
    : html`<circle cx="${x}" cy="${MIDDLE}" r="4" fill="${fill}" fill-opacity="0.6" stroke="${stroke}"><title>${title}</title></circle>`;
};

/**
 * Prices side by side along one axis, with a line at their median; those far off stand at its ends. `label` says the same
 * to who sees no pictures.
 */
export const stripPlot = (dots: readonly Dot[], median: number, label: string): Html => {
  const usual = dots.filter(({ kind }) => kind !== 'outlier').map(({ roubles }) => roubles);
  const along = scale([...usual, median], INNER, WIDTH - INNER);
  const at = (roubles: number) => Math.min(Math.max(along(roubles), EDGE), WIDTH - EDGE);
  const x = at(median);
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="100%" style="max-width:${WIDTH}px" role="img" aria-label="${label}">
<line x1="${EDGE}" y1="${MIDDLE}" x2="${WIDTH - EDGE}" y2="${MIDDLE}" stroke="currentColor" stroke-opacity="0.25"/>
<line x1="${x}" y1="6" x2="${x}" y2="34" stroke="currentColor" stroke-width="2"/>
${dots.map((dot) => shapeOf(dot, at(dot.roubles)))}
</svg>`;
};

/** A value from a day on. */
export interface Step {
  /** What it is a value of: a line joins those of one alone. */
  of: string;
  day: string;
  value: number;
  title: string;
}

const TALL = 140;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Values over days, each holding until the next: prices stand and jump. */
export const stepPlot = (steps: readonly Step[], label: string): Html => {
  const days = steps.map(({ day }) => Date.parse(day) / DAY_MS);
  const across = scale(days, EDGE, WIDTH - EDGE);
  const up = scale(
    steps.map(({ value }) => value),
    TALL - EDGE,
    EDGE,
  );
  const points = steps.map(({ of, value, title }, index) => ({
    ...{ of, title },
    ...{ x: across(days[index] ?? 0), y: up(value) },
  }));
  const path = [...Map.groupBy(points, ({ of }) => of).values()]
    .flatMap((own) => own.map(({ x, y }, index) => (index === 0 ? `M${x} ${y}` : `H${x}V${y}`)))
    .join('');
  return html`<svg viewBox="0 0 ${WIDTH} ${TALL}" width="100%" style="max-width:${WIDTH}px" role="img" aria-label="${label}">
<path d="${path}" fill="none" stroke="currentColor" stroke-width="2" stroke-opacity="0.5"/>
${points.map(({ x, y, title }) => html`<circle cx="${x}" cy="${y}" r="4" fill="#c2410c"><title>${title}</title></circle>`)}
</svg>`;
};
