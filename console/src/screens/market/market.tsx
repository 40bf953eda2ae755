import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useQueries, useRest } from '../../api/queries.ts';
import type { Answer, ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { type Dot, StripPlot } from '../../parts/plot.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { Sources } from './sources.tsx';
import '../../styles/form.css';
import '../../styles/machines.css';

type Report = Answer<'GET', '/dealers/{dealerId}/market'>;
type MachineShown = ItemOf<'/dealers/{dealerId}/market/machines'>;

/** "−3,2 %", "+2,0 %". */
const signed = (percent: string): string =>
  percent.startsWith('-') ? `−${percent.slice(1)} %` : `+${percent} %`;

const useDots = ({ prices, ours }: MachineShown): Dot[] => {
  const { roubles } = useFigures();
  const others = prices.map(
    (price, at): Dot => ({
      ...{ key: `${at} ${price.source}`, value: Number(price.roubles) },
      ...{ kind: price.isOutlier ? 'outlier' : 'other' },
      title: `${price.source}: ${roubles(Number(price.roubles))}`,
    }),
  );
  const own = ours.map(
    (one): Dot => ({
      ...{ key: one.modelCode, value: Number(one.roubles), kind: 'ours' },
      title: `${one.modelCode}: ${roubles(Number(one.roubles))}`,
    }),
  );
  return [...others, ...own];
};

const Prices = ({ machine: { prices } }: { machine: MachineShown }) => {
  const { market } = useWords();
  const { roubles } = useFigures();
  return (
    <details>
      <summary>{market.showPrices}</summary>
      <table className="fields">
        <thead>
          <tr>
            {[market.shop, market.asks, market.seen, market.name].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {prices.map(({ source, price, roubles: inRoubles, day, name, link, isOutlier }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two offers of a shop may say the same
            <tr key={at}>
              <th scope="row">{source}</th>
              <td>
                {roubles(Number(inRoubles))}
                {price.currency !== 'RUB' && ` (${price.amount} ${price.currency})`}
                {isOutlier && <span className="quiet small"> {market.farOff}</span>}
              </td>
              <td>{day}</td>
              <td>
                {link ? (
                  <a href={link} rel="noreferrer nofollow">
                    {name}
                  </a>
                ) : (
                  name
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};

const Ours = ({ dealerId, ours }: { dealerId: string } & Pick<MachineShown, 'ours'>) => {
  const { market } = useWords();
  const { roubles } = useFigures();
  if (ours.length === 0) return <span className="quiet">{market.noOurs}</span>;
  return (
    <ul>
      {ours.map(({ modelCode, roubles: price, percent }) => (
        <li key={modelCode}>
          <Link to="/dealers/$dealerId/machines/$modelCode" params={{ dealerId, modelCode }}>
            {modelCode}
          </Link>{' '}
          {roubles(Number(price))}, {signed(percent)}
        </li>
      ))}
    </ul>
  );
};

const MachineCard = ({ dealerId, machine }: { dealerId: string; machine: MachineShown }) => {
  const { market } = useWords();
  const { roubles } = useFigures();
  const { model, modelYear, figures, ours } = machine;
  const [median, low, high] = [figures.median, figures.lowest, figures.highest].map((one) =>
    roubles(Number(one)),
  );
  const range = market.range(low ?? '', high ?? '');
  return (
    <li className="card stack tight market-machine">
      <h3>
        {model} {modelYear}
      </h3>
      <p>
        {market.median} <strong>{median}</strong>: {market.prices(figures.count)} {range}
        {figures.outliers > 0 && `; ${market.outliers(figures.outliers)}`}
      </p>
      <StripPlot
        dots={useDots(machine)}
        median={Number(figures.median)}
        label={market.plot(`${market.prices(figures.count)} ${range}`)}
      />
      <Ours dealerId={dealerId} ours={ours} />
      <Prices machine={machine} />
    </li>
  );
};

const Families = ({ families }: Pick<Report, 'families'>) => {
  const { market } = useWords();
  const { roubles } = useFigures();
  return (
    <table className="fields">
      <thead>
        <tr>
          {[market.family, market.year, market.count, market.median, market.ours, market.difference].map(
            (title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {families.map(({ brand, family, modelYear, figures, ours }) => (
          <tr key={`${brand} ${family} ${modelYear}`}>
            <th scope="row">{family}</th>
            <td>{modelYear}</td>
            <td>{figures.count}</td>
            <td>{roubles(Number(figures.median))}</td>
            <td>{ours && roubles(Number(ours.roubles))}</td>
            <td>{ours && signed(ours.percent)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const LeftOut = ({ report: { tooFew, withoutRate, rates } }: { report: Report }) => {
  const { market } = useWords();
  return (
    <ul className="quiet small">
      {tooFew > 0 && <li>{market.tooFew(tooFew)}</li>}
      {Object.entries(withoutRate).map(([currency, count]) => (
        <li key={currency}>{market.withoutRate(count, currency)}</li>
      ))}
      {rates.map(({ currency, rate, date }) => (
        <li key={currency}>{market.rate(currency, rate, date)}</li>
      ))}
    </ul>
  );
};

/** What other shops ask for the machines that a dealer sells, and where that is known from. */
export const Market = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId/market' });
  const { answer, list } = useQueries();
  const { market, shell } = useWords();
  const report = useQuery(answer('/dealers/{dealerId}/market', { dealerId }));
  const machines = useInfiniteQuery(list('/dealers/{dealerId}/market/machines', { dealerId }));
  useRest(machines);
  return (
    <>
      <h1>{shell.market}</h1>
      <p className="quiet">{market.lead}</p>
      <Answered asked={machines}>
        {(all) =>
          all.length === 0 ? (
            <Empty>{market.none}</Empty>
          ) : (
            <section className="stack">
              <h2>{market.machines}</h2>
              <ul className="stack tight">
                {all.map((machine) => (
                  <MachineCard
                    key={`${machine.brand} ${machine.model} ${machine.modelYear}`}
                    {...{ dealerId, machine }}
                  />
                ))}
              </ul>
            </section>
          )
        }
      </Answered>
      <Answered asked={report}>
        {(told) => (
          <>
            {told.families.length > 0 && (
              <section className="card">
                <h2>{market.families}</h2>
                <Families families={told.families} />
              </section>
            )}
            <LeftOut report={told} />
          </>
        )}
      </Answered>
      <Sources dealerId={dealerId} />
    </>
  );
};
