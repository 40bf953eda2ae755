import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { StepPlot } from '../../parts/plot.tsx';
import { Answered } from '../../parts/states.tsx';

type History = Answer<'GET', '/dealers/{dealerId}/prices/{modelCode}'>;

/** Prices of one money alone can stand on one axis. */
const Listed = ({ listed }: Pick<History, 'listed'>) => {
  const { market } = useWords();
  const { roubles, number, date } = useFigures();
  const groups = [...Map.groupBy(listed, ({ price: { currency } }) => currency)];
  return (
    <>
      <h3>{market.inLists}</h3>
      {groups.map(([currency, prices]) => (
        <StepPlot
          key={currency}
          label={market.over(`${market.listPrice}, ${currency}`)}
          steps={prices.map(({ day, document, modelCode, price: { amount } }) => ({
            ...{ key: `${day} ${document} ${modelCode}`, of: modelCode, day, value: Number(amount) },
            title: `${date(day)}: ${number(Number(amount))} ${currency}, ${document}`,
          }))}
        />
      ))}
      <PlainTable
        title={market.inLists}
        headings={[market.from, market.list, market.code, market.year, market.listPrice, market.adPrice]}
        rows={listed.map(({ day, document, modelCode, modelYear, price, roubles: ad }) => ({
          key: `${day} ${document} ${modelCode}`,
          cells: [
            ...[date(day), document, modelCode, modelYear],
            ...[`${number(Number(price.amount))} ${price.currency}`, ad && roubles(Number(ad))],
          ],
        }))}
      />
    </>
  );
};

const InFeed = ({ feed }: Pick<History, 'feed'>) => {
  const { market } = useWords();
  const { roubles, date } = useFigures();
  return (
    <>
      <h3>{market.inFeed}</h3>
      <StepPlot
        label={market.over(market.adPrice)}
        steps={feed.map(({ day, version, roubles: price }) => ({
          ...{
            key: String(version),
            of: '',
            day,
            value: Number(price),
            title: `${date(day)}: ${roubles(Number(price))}`,
          },
        }))}
      />
      <PlainTable
        title={market.inFeed}
        headings={[market.from, market.version, market.adPrice]}
        rows={feed.map(({ day, version, roubles: price }) => ({
          key: String(version),
          cells: [date(day), version, roubles(Number(price))],
        }))}
      />
    </>
  );
};

/** What a machine has cost over lists and years, and what its ad has asked. */
export const Prices = ({ dealerId, modelCode }: { dealerId: string; modelCode: string }) => {
  const { answer } = useQueries();
  const { market } = useWords();
  const asked = useQuery(answer('/dealers/{dealerId}/prices/{modelCode}', { dealerId, modelCode }));
  return (
    <section className="card stack">
      <h2>{market.history}</h2>
      <Answered asked={asked}>
        {({ listed, feed }) => (
          <>
            {listed.length + feed.length === 0 && <p className="quiet">{market.noHistory}</p>}
            {listed.length > 0 && <Listed listed={listed} />}
            {feed.length > 0 && <InFeed feed={feed} />}
          </>
        )}
      </Answered>
    </section>
  );
};
