import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Dealer } from '#contracts/dealer.ts';
import { Problem } from '../../api/client.ts';
import { useApi } from '../../api/context.tsx';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { AskDialog, useShown } from '../../parts/dialog.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { ProblemShown } from '../../parts/reason.tsx';
import type { Draft } from './draft.ts';
import { EffectPanel, type useEffectOf } from './effect.tsx';

/** Puts configurations in use; the one before can be put back. */
const usePut = (dealerId: string, draft: Draft, shown: ReturnType<typeof useShown>) => {
  const { client } = useApi();
  const { answer } = useQueries();
  const queries = useQueryClient();
  const { dealer } = useWords();
  const notices = useNotices();
  const fresh = () =>
    queries.fetchQuery({ ...answer('/dealers/{dealerId}', { dealerId }), staleTime: 0 }) as Promise<Dealer>;
  const put = async (configuration: unknown, seen: Dealer): Promise<void> => {
    const wish = { dealerId, configuration: configuration as Record<string, unknown> };
    await client.send('PUT', '/dealers/{dealerId}', wish, { seen });
    draft.beginWith(await fresh(), 'nothing');
  };
  const putBack = async (before: Dealer) =>
    put(before, await fresh()).then(() => notices.tell(dealer.putBack), notices.fail);
  return useMutation({
    mutationFn: async () => {
      const { seen, now } = draft;
      await put(now, seen);
      return seen;
    },
    onSuccess: (before) => notices.tell(dealer.saved, () => putBack(before)),
    onError: (error) => {
      if (error instanceof Problem && error.status === 412) void fresh();
      // Who has closed the question meanwhile is told all the same.
      if (!shown.current) notices.fail(error);
    },
  });
};

/** Others have changed it meanwhile: nothing of theirs is written over unseen. */
export const ChangedMeanwhile = ({ draft, inUse }: { draft: Draft; inUse: Dealer }) => {
  const { dealer } = useWords();
  if (JSON.stringify(inUse) === JSON.stringify(draft.seen)) return null;
  return (
    <div className="state failed" role="alert">
      <p>{dealer.changedMeanwhile}</p>
      <div className="row">
        <button type="button" className="button main" onClick={() => draft.beginWith(inUse, 'edits')}>
          {dealer.takeBoth}
        </button>
        <button type="button" className="button" onClick={() => draft.beginWith(inUse, 'nothing')}>
          {dealer.takeTheirs}
        </button>
      </div>
    </div>
  );
};

interface Saved {
  dealerId: string;
  draft: Draft;
  effect: ReturnType<typeof useEffectOf>;
}

/** Saves after it has said what that does. */
export const Save = ({ dealerId, draft, effect }: Saved) => {
  const { dealer, states } = useWords();
  const [isAsked, setIsAsked] = useState(false);
  const put = usePut(dealerId, draft, useShown(isAsked));
  const canSave = draft.isChanged && draft.faults.length === 0;
  return (
    <div className="row">
      {draft.isChanged && (
        <button type="button" className="button bare" onClick={() => draft.beginWith(draft.seen, 'nothing')}>
          {dealer.forget}
        </button>
      )}
      <button
        type="button"
        className="button main"
        disabled={!canSave || put.isPending}
        onClick={() => setIsAsked(true)}
      >
        {put.isPending ? dealer.saving : states.save}
      </button>
      {isAsked && (
        <AskDialog
          title={dealer.saveTitle}
          act={states.save}
          isReady={!put.isPending && !effect.isFetching}
          onAct={() => put.mutate(undefined, { onSuccess: () => setIsAsked(false) })}
          onClose={() => setIsAsked(false)}
        >
          <EffectPanel draft={draft} effect={effect} />
          {put.error && (
            <div className="state failed" role="alert">
              <ProblemShown error={put.error} />
            </div>
          )}
        </AskDialog>
      )}
    </div>
  );
};
