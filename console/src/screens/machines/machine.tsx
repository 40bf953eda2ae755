import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Reason } from '#contracts/reason.ts';
import { useApi } from '../../api/context.tsx';
import { useQueries } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';
import { useSpeech, useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { Answered } from '../../parts/states.tsx';
import { WhyDialog } from '../../parts/why-dialog.tsx';
import { Description } from './description.tsx';
import { AdVerdict } from './verdict.tsx';
import '../../styles/machines.css';

type Ad = Answer<'GET', '/dealers/{dealerId}/ads/{modelCode}'>;

/** Shown apart from the others. */
const APART = new Set(['Id', 'Title', 'Price', 'Description', 'Images']);

const Fields = ({ fields }: Pick<Ad, 'fields'>) => {
  const { machines } = useWords();
  const { said } = useSpeech();
  return (
    <section className="card">
      <h2>{machines.fields}</h2>
      <table className="fields">
        <thead>
          <tr>
            <th scope="col">{machines.field}</th>
            <th scope="col">{machines.value}</th>
            <th scope="col">{machines.source}</th>
          </tr>
        </thead>
        <tbody>
          {fields
            .filter(({ tag }) => !APART.has(tag))
            .map(({ tag, value, sources }) => (
              <tr key={tag}>
                <th scope="row">{machines.tags[tag] ?? tag}</th>
                <td>{value}</td>
                <td className="quiet small">{sources.map(said.why).join('; ')}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
};

const Pictures = ({ images }: { images: readonly string[] }) => {
  const { machines } = useWords();
  return (
    <section className="card">
      <h2>{machines.pictures}</h2>
      {images.length === 0 ? (
        <p className="quiet">{machines.noPictures}</p>
      ) : (
        <ul className="pictures">
          {images.map((address, at) => (
            <li key={address}>
              <a href={address} rel="noreferrer">
                {machines.picture(at + 1)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** What `POST …/withdraw` has as its result: by channel, whether the feed's address has followed. */
interface Withdrawn {
  channels: readonly { url: string; lastReason: Reason | null }[];
}

/** Takes the machine out of sale, or back into it. */
const Sale = ({ dealerId, modelCode, out }: { dealerId: string; modelCode: string; out: Ad['out'] }) => {
  const { client } = useApi();
  const { words, said } = useSpeech();
  const { machines } = words;
  const notices = useNotices();
  const [isAsked, setIsAsked] = useState(false);
  const bringBack = useMutation({
    mutationFn: () =>
      client.send('POST', '/dealers/{dealerId}/offers/back', { dealerId, codes: [modelCode] }),
    onSuccess: () => notices.tell(machines.broughtBack(modelCode)),
    onError: notices.fail,
  });
  const withdraw = async (why: string, confirmed: boolean) => {
    const wish = { dealerId, codes: [modelCode], why, confirmed };
    const { result } = await client.send('POST', '/dealers/{dealerId}/offers/withdraw', wish);
    const { channels } = result as unknown as Withdrawn;
    for (const { lastReason } of channels.filter(({ url }) => url === 'still-served'))
      notices.fail(new Error(machines.stillServed(modelCode, lastReason ? said.why(lastReason) : '')));
  };
  if (out === 'withdrawn')
    return (
      <button
        type="button"
        className="button"
        disabled={bringBack.isPending}
        onClick={() => bringBack.mutate()}
      >
        {machines.bringBack}
      </button>
    );
  return (
    <>
      <button type="button" className="button grave" onClick={() => setIsAsked(true)}>
        {machines.withdraw}
      </button>
      {isAsked && (
        <WhyDialog
          act={{
            ...{
              title: machines.withdrawTitle(modelCode),
              does: machines.withdrawDoes,
              act: machines.withdraw,
            },
            ...{ isGrave: true, askWhy: machines.why, done: machines.withdrawn(modelCode) },
            undo: () => bringBack.mutate(),
            confirm: { code: 'confirm-withdrawal', act: machines.confirm },
            carryOut: withdraw,
          }}
          onClose={() => setIsAsked(false)}
        />
      )}
    </>
  );
};

const Head = ({ dealerId, ad: { product, out, document } }: { dealerId: string; ad: Ad }) => {
  const { machines } = useWords();
  const { roubles } = useFigures();
  const fields = product.ad?.fields ?? {};
  const verdict = product.verdict as keyof typeof machines.verdicts;
  return (
    <>
      <div className="screen-head">
        <h1>{fields.Title ?? machines.untitled}</h1>
        <Sale dealerId={dealerId} modelCode={product.modelCode} out={out} />
      </div>
      <div className="row">
        {fields.Price && <span className="great-figure">{roubles(Number(fields.Price))}</span>}
        <code>{product.modelCode}</code>
        <Badge tone={out ? 'plain' : verdict === 'published' ? 'good' : 'wait'}>
          {out ? machines.out[out] : machines.verdicts[verdict]}
        </Badge>
        <span className="quiet small">{machines.fromList(document)}</span>
      </div>
    </>
  );
};

/** One machine as its ad, each field with where it comes from, and what the marketplace made of it. */
export const Machine = () => {
  const { dealerId, modelCode } = useParams({ from: '/dealers/$dealerId/machines/$modelCode' });
  const { answer } = useQueries();
  const { shell } = useWords();
  const asked = useQuery(answer('/dealers/{dealerId}/ads/{modelCode}', { dealerId, modelCode }));
  return (
    <>
      <Link to="/dealers/$dealerId/machines" params={{ dealerId }}>
        ← {shell.machines}
      </Link>
      <Answered asked={asked}>
        {(ad) => (
          <>
            <Head dealerId={dealerId} ad={ad} />
            {ad.product.reasons.length > 0 && (
              <section className="card stack tight">
                {ad.product.reasons.map((reason) => (
                  <ReasonShown key={JSON.stringify(reason)} reason={reason} />
                ))}
              </section>
            )}
            <div className="machine">
              <Fields fields={ad.fields} />
              <div className="stack">
                <Description text={ad.product.ad?.fields.Description ?? ''} />
                <Pictures images={ad.product.ad?.images ?? []} />
                {ad.product.ad && <AdVerdict dealerId={dealerId} adId={ad.product.ad.id} />}
              </div>
            </div>
          </>
        )}
      </Answered>
    </>
  );
};
