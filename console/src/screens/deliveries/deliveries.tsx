import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useQueries, useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords, type Words } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Moment } from '../../parts/figures.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { DeliverNow } from './deliver-now.tsx';
import { WindowShown } from './window.tsx';

type Receipt = ItemOf<'/dealers/{dealerId}/deliveries'>;

const TONES: Record<Receipt['outcome'], Tone> = {
  ...{ delivered: 'good', unchanged: 'good', queued: 'plain' },
  ...{ failed: 'bad', halted: 'bad', servedStale: 'bad', held: 'wait' },
};

/** By hand, or the window it was for. */
const WindowOf = ({ window }: Pick<Receipt, 'window'>) => {
  const { deliveries } = useWords();
  return window === 'manual' ? deliveries.manual : <Moment at={window} />;
};

const Outcome = ({ receipt: { outcome, reason, warnings } }: { receipt: Receipt }) => {
  const { deliveries } = useWords();
  return (
    <div className="stack tight">
      <div className="row">
        <Badge tone={TONES[outcome]}>{deliveries.outcomes[outcome]}</Badge>
        {warnings.map((warning) => (
          <Badge key={warning} tone="wait">
            {deliveries.warnings[warning]}
          </Badge>
        ))}
      </div>
      {reason && <ReasonShown reason={reason} />}
    </div>
  );
};

const columnsIn = ({ deliveries, documents }: Words): readonly Column<Receipt>[] => [
  { name: 'at', title: deliveries.when, cell: ({ at }) => <Moment at={at} /> },
  { name: 'window', title: deliveries.window, cell: ({ window }) => <WindowOf window={window} /> },
  {
    ...{ name: 'version', title: deliveries.version, isNumber: true },
    cell: ({ feedVersion }) => (feedVersion === 0 ? '' : feedVersion),
  },
  { name: 'outcome', title: deliveries.outcome, cell: (receipt) => <Outcome receipt={receipt} /> },
  {
    ...{ name: 'seconds', title: deliveries.seconds, isNumber: true },
    cell: ({ seconds }) => documents.seconds(seconds),
  },
  { name: 'attempts', title: deliveries.attempts, isNumber: true, cell: ({ attempts }) => attempts },
];

const Windows = ({ dealerId }: { dealerId: string }) => {
  const { list } = useQueries();
  const { deliveries } = useWords();
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/windows', { dealerId }));
  useRest(asked);
  return (
    <section className="card">
      <h2>{deliveries.windows}</h2>
      <Answered asked={asked}>
        {(windows) =>
          windows.length === 0 ? (
            <Empty>{deliveries.noWindows}</Empty>
          ) : (
            <ul className="stack">
              {windows.map((window) => (
                <WindowShown key={window.window} window={window} />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
};

/** Every delivery with its receipt, and what the marketplace made of each window. */
export const Deliveries = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId/deliveries' });
  const { list } = useQueries();
  const words = useWords();
  const columns = useMemo(() => columnsIn(words), [words]);
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/deliveries', { dealerId }));
  return (
    <>
      <div className="screen-head">
        <h1>{words.shell.deliveries}</h1>
        <DeliverNow dealerId={dealerId} />
      </div>
      <Answered asked={asked}>
        {(receipts) =>
          receipts.length === 0 ? (
            <Empty>{words.deliveries.none}</Empty>
          ) : (
            <ListTable
              title={words.deliveries.receipts}
              columns={columns}
              rows={receipts}
              keyOf={({ window, sequence }) => `${window} ${sequence}`}
              more={asked.hasNextPage ? asked.fetchNextPage : undefined}
            />
          )
        }
      </Answered>
      <Windows dealerId={dealerId} />
    </>
  );
};
