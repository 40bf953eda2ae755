import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useQueries } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useSpeech, type Words } from '../../messages/language.tsx';
import { Moment } from '../../parts/figures.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import type { DocumentState } from './documents.tsx';
import { Redrive, RedriveAll } from './redrive.tsx';

type Document = ItemOf<'/documents'>;

const columnsIn = (
  { documents }: Words,
  why: (reason: NonNullable<Document['reason']>) => string,
): readonly Column<Document>[] => [
  {
    ...{ name: 'dealer', title: documents.dealer },
    cell: ({ dealerId }) => (
      <Link to="/dealers/$dealerId" params={{ dealerId }}>
        {dealerId}
      </Link>
    ),
  },
  {
    ...{ name: 'file', title: documents.file },
    cell: ({ dealerId, documentId, file }) => (
      <Link to="/dealers/$dealerId/documents/$documentId" params={{ dealerId, documentId }}>
        {file}
      </Link>
    ),
  },
  { name: 'received', title: documents.received, cell: ({ receivedAt }) => <Moment at={receivedAt} /> },
  { name: 'why', title: documents.why, cell: ({ reason }) => reason && why(reason) },
  {
    ...{ name: 'act', title: documents.next },
    cell: (document) => document.state === 'failed' && <Redrive document={document} />,
  },
];

const StateChoice = ({ state }: { state: DocumentState }) => {
  const { words } = useSpeech();
  const navigate = useNavigate();
  return (
    <label className="row">
      <span className="quiet small">{words.documents.filter}</span>
      <select
        className="input narrow"
        value={state}
        onChange={({ target }) =>
          void navigate({ to: '.', search: { state: target.value as DocumentState }, replace: true })
        }
      >
        {Object.entries(words.documents.states).map(([name, called]) => (
          <option key={name} value={name}>
            {called}
          </option>
        ))}
      </select>
    </label>
  );
};

const AGAIN_MS = 30_000;

/** Files of all dealers that stand alike; those that failed first, and a way on from there. */
export const AllDocuments = () => {
  const { state = 'failed' } = useSearch({ from: '/documents' });
  const { list } = useQueries();
  const { words, said } = useSpeech();
  const columns = useMemo(
    () => columnsIn(words, said.why).filter(({ name }) => name !== 'act' || state === 'failed'),
    [words, said, state],
  );
  const asked = useInfiniteQuery({ ...list('/documents', { state }), refetchInterval: AGAIN_MS });
  return (
    <>
      <div className="screen-head">
        <h1>{words.shell.allDocuments}</h1>
        <StateChoice state={state} />
      </div>
      <p className="quiet">{words.documents.allWhat}</p>
      <Answered asked={asked}>
        {(documents) =>
          documents.length === 0 ? (
            <Empty>{words.documents.allNone}</Empty>
          ) : (
            <div className="stack">
              {state === 'failed' && documents.length > 1 && <RedriveAll documents={documents} />}
              <ListTable
                title={words.shell.allDocuments}
                columns={columns}
                rows={documents}
                keyOf={({ dealerId, documentId }) => `${dealerId} ${documentId}`}
                more={asked.hasNextPage ? asked.fetchNextPage : undefined}
              />
            </div>
          )
        }
      </Answered>
    </>
  );
};
