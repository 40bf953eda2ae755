import type { CSSProperties } from 'react';
import { useWords } from '../../messages/language.tsx';
import { useFigures } from '../../parts/figures.tsx';

const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** As the API writes days. */
const MOSCOW_DAY = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Moscow' });

/** The last days in Moscow, the oldest first. */
const lastDays = (): string[] =>
  Array.from({ length: DAYS }, (_, at) => MOSCOW_DAY.format(Date.now() - (DAYS - 1 - at) * DAY_MS));

const percentOf = (value: number, most: number): number => (most === 0 ? 0 : (100 * value) / most);

/** A bar a day; days without any stand too, so that a gap is one. The table below says the same in figures. */
export const Bars = ({ byDay }: { byDay: ReadonlyMap<string, number> }) => {
  const { costs } = useWords();
  const { day, dollars } = useFigures();
  const days = lastDays();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const values = days.map((each) => byDay.get(each) ?? 0);
  const most = Math.max(...values);
  const total = [...byDay.values()].reduce((sum, value) => sum + value, 0);
  const dearest = days[values.indexOf(most)] ?? last;
  return (
    <figure className="card stack">
      <figcaption>
        {costs.total} <strong className="figures">{dollars(total)}</strong>
        <span className="quiet">, {costs.most(day(dearest), dollars(most))}</span>
      </figcaption>
      <div className="bars" aria-hidden="true">
        {days.map((each, at) => (
          <span
            key={each}
            className={each === dearest ? 'bar most' : 'bar'}
            title={`${day(each)}: ${dollars(values[at] ?? 0)}`}
            style={{ '--height': `${percentOf(values[at] ?? 0, most)}%` } as CSSProperties}
          />
        ))}
      </div>
      <div className="row apart small quiet" aria-hidden="true">
        <span>{day(first)}</span>
        <span>{day(last)}</span>
      </div>
    </figure>
  );
};
