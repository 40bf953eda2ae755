import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useQueries, useRest } from '../../api/queries.ts';
import type { Answer, ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
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

type PriceShown = MachineShown['prices'][number];

const Asked = ({ price: { price, roubles: inRoubles, isOutlier } }: { price: PriceShown }) => {
  const { market } = useWords();
  const { roubles } = useFigures();
  return (
    <>
      {roubles(Number(inRoubles))}
      {price.currency !== 'RUB' && ` (${price.amount} ${price.currency})`}
      {isOutlier && <span className="quiet small"> {market.farOff}</span>}
    </>
  );
};

const Named = ({ price: { name, link } }: { price: PriceShown }) =>
  link ? (
    <a href={link} rel="noreferrer nofollow">
      {name}
    </a>
  ) : (
    name
  );

const Prices = ({ machine: { prices, model } }: { machine: MachineShown }) => {
  const { market } = useWords();
  const { date } = useFigures();
  return (
    <details>
      <summary>{market.showPrices}</summary>
      <PlainTable
        title={`${market.showPrices}: ${model}`}
        headings={[market.shop, market.asks, market.seen, market.name]}
        rows={prices.map((price, at) => ({
          key: `${at} ${price.source}`,
          cells: [
            price.source,
            <Asked key="asked" price={price} />,
            date(price.day),
            <Named key="named" price={price} />,
          ],
        }))}
      />
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
        {market.median} <strong>{median}</strong>: {market.prices(figures.count)} {range},{' '}
        {market.average(roubles(Number(figures.average)))}
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
    <PlainTable
      title={market.families}
      headings={[market.family, market.year, market.count, market.median, market.ours, market.difference]}
      rows={families.map(({ brand, family, modelYear, figures: { count, median }, ours }) => ({
        key: `${brand} ${family} ${modelYear}`,
        cells: [
          ...[family, modelYear, count, roubles(Number(median))],
          ...[ours && roubles(Number(ours.roubles)), ours && signed(ours.percent)],
        ],
      }))}
    />
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
