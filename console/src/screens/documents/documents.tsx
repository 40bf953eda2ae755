import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useQueries } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords, type Words } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { toneOfDocument } from './tones.ts';

type Document = ItemOf<'/dealers/{dealerId}/documents'>;
export type DocumentState = Document['state'];

const columnsIn = (
  { documents }: Words,
  figures: ReturnType<typeof useFigures>,
): readonly Column<Document>[] => [
  {
    ...{ name: 'file', title: documents.file },
    cell: ({ dealerId, documentId, file }) => (
      <Link to="/dealers/$dealerId/documents/$documentId" params={{ dealerId, documentId }}>
        {file}
      </Link>
    ),
  },
  {
    ...{ name: 'state', title: documents.state },
    cell: ({ state }) => <Badge tone={toneOfDocument(state)}>{documents.states[state]}</Badge>,
  },
  {
    ...{ name: 'machines', title: documents.machines, isNumber: true },
    cell: ({ counts }) => (counts.products === undefined ? '' : figures.number(counts.products)),
  },
  { name: 'received', title: documents.received, cell: ({ receivedAt }) => <Moment at={receivedAt} /> },
  {
    ...{ name: 'time', title: documents.time, isNumber: true },
    cell: ({ seconds }) => documents.seconds(seconds),
  },
  { name: 'cost', title: documents.cost, isNumber: true, cell: ({ costUsd }) => figures.dollars(costUsd) },
];

const StateChoice = ({ state }: { state: DocumentState | undefined }) => {
  const { documents } = useWords();
  const navigate = useNavigate();
  const choose = (chosen: string) =>
    navigate({ to: '.', search: chosen === '' ? {} : { state: chosen as DocumentState } });
  return (
    <label className="row">
      <span className="quiet small">{documents.filter}</span>
      <select
        className="input narrow"
        value={state ?? ''}
        onChange={({ target }) => void choose(target.value)}
      >
        <option value="">{documents.all}</option>
        {Object.entries(documents.states).map(([name, called]) => (
          <option key={name} value={name}>
            {called}
          </option>
        ))}
      </select>
    </label>
  );
};

/** Every file that came in, with what became of it. */
export const Documents = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId/documents' });
  const { state } = useSearch({ from: '/dealers/$dealerId/documents' });
  const { list } = useQueries();
  const words = useWords();
  const figures = useFigures();
  const asked = useInfiniteQuery(
    list('/dealers/{dealerId}/documents', { dealerId, ...(state && { state }) }),
  );
  return (
    <>
      <div className="screen-head">
        <h1>{words.shell.documents}</h1>
        <StateChoice state={state} />
      </div>
      <Answered asked={asked}>
        {(documents) =>
          documents.length === 0 ? (
            <Empty>{state ? words.documents.noneSo : words.documents.none}</Empty>
          ) : (
            <ListTable
              title={words.shell.documents}
              columns={columnsIn(words, figures)}
              rows={documents}
              keyOf={({ documentId }) => documentId}
              more={asked.hasNextPage ? asked.fetchNextPage : undefined}
            />
          )
        }
      </Answered>
    </>
  );
};
