/** Small plots, each beside a table that says the same. Ours are squares: nobody has to tell colours apart. */
import '../styles/plot.css';

export interface Dot {
  key: string;
  value: number;
  kind: 'other' | 'outlier' | 'ours';
  title: string;
}

const WIDTH = 480;
const EDGE = 10;

/** Places of values between two edges; where all are one value it stands in the middle. */
const scale = (values: readonly number[], from: number, to: number) => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value: number) =>
    high === low ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from);
};

const MIDDLE = 20;
/** Left free for what is far off. */
const INNER = 30;

/** Values side by side along one axis, with a line at their median; those far off stand at its ends. */
export const StripPlot = ({
  dots,
  median,
  label,
}: {
  dots: readonly Dot[];
  median: number;
  label: string;
}) => {
  const usual = dots.filter(({ kind }) => kind !== 'outlier').map(({ value }) => value);
  const along = scale([...usual, median], INNER, WIDTH - INNER);
  const at = (value: number) => Math.min(Math.max(along(value), EDGE), WIDTH - EDGE);
  return (
    <svg className="plot" viewBox={`0 0 ${WIDTH} 40`} role="img" aria-label={label}>
      <line className="axis" x1={EDGE} y1={MIDDLE} x2={WIDTH - EDGE} y2={MIDDLE} />
      <line className="median" x1={at(median)} y1={5} x2={at(median)} y2={35} />
      {dots.map(({ key, value, kind, title }) =>
        kind === 'ours' ? (
          <rect key={key} className="ours" x={at(value) - 5} y={MIDDLE - 5} width={10} height={10}>
            <title>{title}</title>
          </rect>
        ) : (
          <circle key={key} className={kind} cx={at(value)} cy={MIDDLE} r={4}>
            <title>{title}</title>
          </circle>
        ),
      )}
    </svg>
  );
};

interface Step {
  key: string;
  /** What it is a value of: a line joins those of one alone. */
  of: string;
  /** ISO. */
  day: string;
  value: number;
  title: string;
}

const TALL = 120;

/** Values over days, each holding until the next: prices stand and jump. */
export const StepPlot = ({ steps, label }: { steps: readonly Step[]; label: string }) => {
  // What stands on one day alone draws nothing.
  if (new Set(steps.map(({ day }) => day)).size < 2) return null;
  const across = scale(
    steps.map(({ day }) => Date.parse(day)),
    EDGE,
    WIDTH - EDGE,
  );
  const up = scale(
    steps.map(({ value }) => value),
    TALL - EDGE,
    EDGE,
  );
  const points = steps.map((step) => ({ ...step, x: across(Date.parse(step.day)), y: up(step.value) }));
  const path = [...Map.groupBy(points, ({ of }) => of).values()]
    .flatMap((own) => own.map(({ x, y }, index) => (index === 0 ? `M${x} ${y}` : `H${x}V${y}`)))
    .join('');
  return (
    <svg className="plot" viewBox={`0 0 ${WIDTH} ${TALL}`} role="img" aria-label={label}>
      <path className="steps" d={path} />
      {points.map(({ key, x, y, title }) => (
        <circle key={key} className="other" cx={x} cy={y} r={4}>
          <title>{title}</title>
        </circle>
      ))}
    </svg>
  );
};
