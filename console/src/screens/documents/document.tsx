import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useQueries } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { StageStrip } from '../../parts/stage-strip.tsx';
import { Answered } from '../../parts/states.tsx';
import { useMay } from '../../shell/may.ts';
import { Pages } from './pages.tsx';
import { Redrive } from './redrive.tsx';
import { toneOfDocument } from './tones.ts';

type Shown = Answer<'GET', '/dealers/{dealerId}/documents/{document}'>;

/** Why not all of it is published, and what a person can do here. */
const Why = ({ shown }: { shown: Shown }) => {
  const { shell, today } = useWords();
  const may = useMay();
  const { dealerId, state, reason } = shown;
  return (
    <section className="card stack">
      {reason && <ReasonShown reason={reason} />}
      <div className="row">
        {state === 'failed' && <Redrive document={shown} />}
        {state === 'review' && (
          <Link to="/dealers/$dealerId/questions" params={{ dealerId }} className="button main">
            {may('questions.answer', dealerId) ? today.answer : shell.questions}
          </Link>
        )}
      </div>
    </section>
  );
};

const Counts = ({ counts }: Pick<Shown, 'counts'>) => {
  const { documents } = useWords();
  const { number } = useFigures();
  const nameOf = (name: string) => documents.countsOf[name as keyof typeof documents.countsOf] ?? name;
  return (
    <section className="card">
      <h2>{documents.counts}</h2>
      <dl className="facts">
        {Object.entries(counts).map(([name, count]) => (
          <div key={name}>
            <dt>{nameOf(name)}</dt>
            <dd className="figures">{number(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

const Stages = ({ shown: { stages, runUsd } }: { shown: Shown }) => {
  const { documents } = useWords();
  const { dollars } = useFigures();
  return (
    <section className="card stack">
      <h2>{documents.stagesTitle}</h2>
      <StageStrip stages={stages} />
      {stages.map(({ stage, error }) => error !== undefined && <p key={stage}>{error}</p>)}
      {runUsd !== null && <p className="quiet small">{documents.runCost(dollars(runUsd))}</p>}
    </section>
  );
};

const BYTES_A_KILOBYTE = 1_000;

/** One file: what became of it, stage by stage, and why not all of it is published. */
export const Document = () => {
  const { dealerId, documentId } = useParams({ from: '/dealers/$dealerId/documents/$documentId' });
  const { answer } = useQueries();
  const { documents, shell } = useWords();
  const asked = useQuery({
    ...answer('/dealers/{dealerId}/documents/{document}', { dealerId, document: documentId }),
    refetchInterval: ({ state }) => (state.data?.state === 'processing' ? 2_000 : false),
  });
  return (
    <>
      <Link to="/dealers/$dealerId/documents" params={{ dealerId }}>
        ← {shell.documents}
      </Link>
      {!asked.data && <h1>{shell.documents}</h1>}
      <Answered asked={asked}>
        {(shown) => (
          <>
            <div className="screen-head">
              <h1>{shown.file}</h1>
              <Badge tone={toneOfDocument(shown.state)}>{documents.states[shown.state]}</Badge>
            </div>
            <p className="quiet">
              <Moment at={shown.receivedAt} />, {documents.bytes(shown.bytes / BYTES_A_KILOBYTE)}
            </p>
            {(shown.reason || shown.state === 'failed' || shown.state === 'review') && <Why shown={shown} />}
            <Counts counts={shown.counts} />
            <Stages shown={shown} />
            <Pages dealerId={dealerId} documentId={documentId} receivedAt={shown.receivedAt} />
          </>
        )}
      </Answered>
    </>
  );
};
