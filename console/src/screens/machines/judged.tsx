import { useSpeech, useWords } from '../../messages/language.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import type { Ad } from './ad.tsx';

/** Others that the marketplace's name might have been, each with what speaks against it. */
const Candidates = ({ candidates }: Pick<Ad['match'], 'candidates'>) => {
  const { machines } = useWords();
  const { said } = useSpeech();
  return (
    <details>
      <summary>{machines.candidates(candidates.length)}</summary>
      <ul className="stack tight">
        {candidates.map(({ name, against }) => (
          <li key={name}>
            {name}
            {against.map((why) => (
              <p key={JSON.stringify(why)} className="quiet small">
                {said.why(why)}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
};

/** The rules that spoke of the machine, and how it came to the marketplace's name. */
export const Judged = ({ ad: { product, match } }: { ad: Ad }) => {
  const { words, said } = useSpeech();
  const { machines } = words;
  const others = match.candidates.filter(({ name }) => name !== match.avitoModel);
  return (
    <section className="card stack">
      <h2>{machines.judged}</h2>
      {product.reasons.length === 0 && <p className="quiet">{machines.nothingAgainst}</p>}
      {product.reasons.map((reason) => (
        <ReasonShown key={JSON.stringify(reason)} reason={reason} />
      ))}
      <div className="stack tight">
        <h3>{machines.named}</h3>
        <p>{match.avitoModel ?? machines.unnamed}</p>
        {match.reasons.map((reason) => (
          <p key={JSON.stringify(reason)} className="quiet small">
            {said.why(reason)}
          </p>
        ))}
        {others.length > 0 && <Candidates candidates={others} />}
      </div>
    </section>
  );
};
