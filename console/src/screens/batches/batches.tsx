import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useApi } from '../../api/context.tsx';
import { useQueries, useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords, type Words } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { ProblemShown } from '../../parts/reason.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { useMay } from '../../shell/may.ts';
import '../../styles/form.css';

type Batch = ItemOf<'/batches'>;

const TONES: Record<Batch['status'], Tone> = { planning: 'plain', running: 'wait', ended: 'good' };

/** How a batch stands, in a word. */
export const StandingOf = ({ status }: Pick<Batch, 'status'>) => {
  const { batches } = useWords();
  return <Badge tone={TONES[status]}>{batches.statuses[status]}</Badge>;
};

const columnsIn = (
  { batches, documents }: Words,
  { number }: ReturnType<typeof useFigures>,
): readonly Column<Batch>[] => [
  {
    ...{ name: 'folder', title: batches.folder },
    cell: ({ batchId, prefix }) => (
      <Link to="/batches/$batchId" params={{ batchId }}>
        {prefix}
      </Link>
    ),
  },
  { name: 'status', title: documents.state, cell: ({ status }) => <StandingOf status={status} /> },
  { name: 'files', title: batches.files, isNumber: true, cell: ({ files }) => number(files) },
  { name: 'by', title: batches.startedBy, cell: ({ startedBy }) => startedBy },
  { name: 'at', title: batches.startedAt, cell: ({ startedAt }) => <Moment at={startedAt} /> },
];

/** What `POST /batches` has as its result. */
interface Started {
  batchId: string;
}

const Start = () => {
  const { client } = useApi();
  const { batches } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [written, write] = useState({ prefix: '', manifest: '' });
  const start = useMutation({
    mutationFn: async () => {
      const manifest = written.manifest.trim();
      const wish = { prefix: written.prefix.trim(), ...(manifest && { manifest }) };
      return (await client.send('POST', '/batches', wish)).result as unknown as Started;
    },
    onSuccess: async ({ batchId }) => {
      await queries.invalidateQueries();
      await navigate({ to: '/batches/$batchId', params: { batchId } });
    },
  });
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate();
      }}
    >
      <h2>{batches.startTitle}</h2>
      <div className="form-fields">
        <label className="field">
          <span className="label">{batches.folder}</span>
          <input
            {...{ className: 'input', required: true, value: written.prefix, placeholder: 'batches/…/' }}
            onChange={({ target }) => write({ ...written, prefix: target.value })}
          />
          <span className="hint">{batches.folderExpects}</span>
        </label>
        <label className="field wide">
          <span className="label">{batches.manifest}</span>
          <textarea
            {...{ className: 'input', rows: 3, value: written.manifest, spellCheck: false }}
            onChange={({ target }) => write({ ...written, manifest: target.value })}
          />
          <span className="hint">{batches.manifestExpects}</span>
        </label>
      </div>
      <p className="quiet">{batches.startDoes}</p>
      {start.error && (
        <div className="state failed" role="alert">
          <ProblemShown error={start.error} />
        </div>
      )}
      <button
        type="submit"
        className="button main"
        disabled={written.prefix.trim() === '' || start.isPending}
      >
        {batches.start}
      </button>
    </form>
  );
};

const AGAIN_MS = 15_000;

/** Many files as one piece of work: those that there were, and the next one. */
export const Batches = () => {
  const { list } = useQueries();
  const words = useWords();
  const figures = useFigures();
  const may = useMay();
  const columns = useMemo(() => columnsIn(words, figures), [words, figures]);
  const asked = useInfiniteQuery({ ...list('/batches', {}), refetchInterval: AGAIN_MS });
  useRest(asked);
  return (
    <>
      <h1>{words.shell.batches}</h1>
      {may('all.operate', null) && <Start />}
      <Answered asked={asked}>
        {(batches) =>
          batches.length === 0 ? (
            <Empty>{words.batches.none}</Empty>
          ) : (
            <ListTable
              title={words.shell.batches}
              columns={columns}
              rows={batches}
              keyOf={({ batchId }) => batchId}
            />
          )
        }
      </Answered>
    </>
  );
};
