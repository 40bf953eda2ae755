import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useQueries } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { StageStrip } from '../../parts/stage-strip.tsx';
import { Answered } from '../../parts/states.tsx';
import { useMay } from '../../shell/may.ts';
import { toneOfDocument } from '../documents/tones.ts';

type Document = ItemOf<'/dealers/{dealerId}/documents'>;

/** A file on its way, stage by stage. */
const OnItsWay = ({ document: { dealerId, documentId } }: { document: Document }) => {
  const { answer } = useQueries();
  const { data } = useQuery({
    ...answer('/dealers/{dealerId}/documents/{document}', { dealerId, document: documentId }),
    refetchInterval: 2_000,
  });
  return data ? <StageStrip stages={data.stages} /> : null;
};

const NEWEST = 5;

/** Files that came in last, those at work with their stages. */
export const AtWork = ({ dealerId, isBusy }: { dealerId: string; isBusy: boolean }) => {
  const { list } = useQueries();
  const { today, documents } = useWords();
  const may = useMay();
  const newest = useInfiniteQuery({
    ...list('/dealers/{dealerId}/documents', { dealerId }, NEWEST),
    ...(isBusy && { refetchInterval: 3_000 }),
  });
  return (
    <div className="stack">
      <Answered asked={newest}>
        {(files) => (
          <ul className="stack tight">
            {files.map((document) => (
              <li key={document.documentId} className="stack tight">
                <div className="stack tight">
                  <Link
                    to="/dealers/$dealerId/documents/$documentId"
                    params={{ dealerId, documentId: document.documentId }}
                  >
                    {document.file}
                  </Link>
                  <span className="row">
                    <Badge tone={toneOfDocument(document.state)}>{documents.states[document.state]}</Badge>
                    {document.state === 'review' && may('questions.answer', dealerId) && (
                      <Link to="/dealers/$dealerId/questions" params={{ dealerId }}>
                        {today.answer}
                      </Link>
                    )}
                  </span>
                </div>
                {document.state === 'processing' && <OnItsWay document={document} />}
              </li>
            ))}
          </ul>
        )}
      </Answered>
      <Link to="/dealers/$dealerId/documents" params={{ dealerId }}>
        {today.documents}
      </Link>
    </div>
  );
};
