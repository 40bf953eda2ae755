import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Answered } from '../../parts/states.tsx';
import { type Ad, AdShown, PointingProvider } from './ad.tsx';
import { FieldSource } from './field-source.tsx';
import { AdHistory } from './history.tsx';
import { Judged } from './judged.tsx';
import { Prices } from './prices.tsx';
import { Sale } from './sale.tsx';
import { Score } from './score.tsx';
import { AdVerdict } from './verdict.tsx';
import '../../styles/machines.css';

/** Which of the machine's ads, where its pieces have ads of their own. */
export interface MachineSearch {
  ad?: string;
}

const PieceChoice = ({ ad: { ads, product } }: { ad: Ad }) => {
  const { machines } = useWords();
  const navigate = useNavigate();
  if (ads.length < 2) return null;
  return (
    <select
      className="input narrow"
      aria-label={machines.ads(ads.length)}
      value={product.ad?.id}
      onChange={({ target }) => void navigate({ to: '.', search: { ad: target.value }, replace: true })}
    >
      {ads.map(({ id, out }) => (
        <option key={id} value={id}>
          {out ? `${id}, ${machines.out[out]}` : id}
        </option>
      ))}
    </select>
  );
};

const Head = ({ ad }: { ad: Ad }) => {
  const { machines } = useWords();
  const { dealerId, document, out, product } = ad;
  const verdict = product.verdict as keyof typeof machines.verdicts;
  return (
    <div className="row apart">
      <div className="row">
        <code>{product.modelCode}</code>
        <Badge tone={out ? 'plain' : verdict === 'published' ? 'good' : 'wait'}>
          {out ? machines.out[out] : machines.verdicts[verdict]}
        </Badge>
        <span className="quiet small">{machines.fromList(document)}</span>
        <PieceChoice ad={ad} />
      </div>
      <Sale dealerId={dealerId} modelCode={product.modelCode} out={out} />
    </div>
  );
};

/** The ad, and beside it where the field that was pressed comes from; both point at each other. */
const AdWithSources = ({ ad }: { ad: Ad }) => {
  const [chosen, setChosen] = useState('Title');
  const [lit, light] = useState<string | null>(null);
  const choose = (tag: string) => {
    setChosen(tag);
    // Below the ad on a narrow screen; where it stands beside it nothing moves.
    document.getElementById('field-source')?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <PointingProvider value={{ chosen, choose, lit, light }}>
      <div className="machine">
        <AdShown ad={ad} />
        <FieldSource ad={ad} />
      </div>
    </PointingProvider>
  );
};

/** One machine: its ad as buyers see it, where each part of it comes from, what was said of it and what happened to it. */
export const Machine = () => {
  const from = '/dealers/$dealerId/machines/$modelCode' as const;
  const { dealerId, modelCode } = useParams({ from });
  const { ad: adId } = useSearch({ from });
  const { answer } = useQueries();
  const { shell } = useWords();
  const asked = useQuery(
    answer('/dealers/{dealerId}/ads/{modelCode}', { dealerId, modelCode, ...(adId && { adId }) }),
  );
  return (
    <>
      <Link to="/dealers/$dealerId/machines" params={{ dealerId }}>
        ← {shell.machines}
      </Link>
      {!asked.data && <h1>{modelCode}</h1>}
      <Answered asked={asked}>
        {(ad) => (
          <>
            <Head ad={ad} />
            <AdWithSources ad={ad} />
            <div className="machine-more">
              <Judged ad={ad} />
              {ad.product.ad && (
                <div className="stack">
                  <AdVerdict dealerId={dealerId} adId={ad.product.ad.id} />
                  <AdHistory dealerId={dealerId} adId={ad.product.ad.id} />
                </div>
              )}
              <Score dealerId={dealerId} modelCode={modelCode} adId={adId} />
              <Prices dealerId={dealerId} modelCode={modelCode} />
            </div>
          </>
        )}
      </Answered>
    </>
  );
};
