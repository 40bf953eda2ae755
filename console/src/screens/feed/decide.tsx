import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../../api/client.ts';
import { useApi } from '../../api/context.tsx';
import type { Answer } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { ProblemShown } from '../../parts/reason.tsx';

export type Version = Answer<'GET', '/dealers/{dealerId}/feeds/{version}'>;
type Decision = 'approve' | 'reject' | 'rollback';

const PATHS = {
  approve: '/dealers/{dealerId}/feeds/{version}/approve',
  reject: '/dealers/{dealerId}/feeds/{version}/reject',
  rollback: '/dealers/{dealerId}/feeds/{version}/rollback',
} as const;

/** Which decisions a version is open to, by how it stands. */
const openTo = ({ status, isLive }: Version): Decision[] => {
  if (status === 'held') return ['approve', 'reject'];
  if (status === 'built') return ['reject'];
  return isLive || status === 'approved' ? [] : ['rollback'];
};

const useDecide = (decision: Decision, feed: Version, onDone: () => void) => {
  const { client } = useApi();
  const words = useWords().feed;
  const notices = useNotices();
  const told = { approve: words.approved, reject: words.rejected, rollback: words.restored };
  return useMutation({
    mutationFn: ({ why, confirmed }: { why: string; confirmed: boolean }) => {
      const wish = { dealerId: feed.dealerId, version: feed.version, why };
      return client.send('POST', PATHS[decision], decision === 'rollback' ? { ...wish, confirmed } : wish, {
        seen: feed,
      });
    },
    onSuccess: () => {
      notices.tell(told[decision](feed.version));
      onDone();
    },
  });
};

const isLossToConfirm = (error: Error | null): boolean =>
  error instanceof Problem && error.type === 'confirm-rollback';

const DecisionDialog = ({
  decision,
  feed,
  removed,
  onClose,
}: {
  decision: Decision;
  feed: Version;
  removed: number;
  onClose: () => void;
}) => {
  const { feed: words, states } = useWords();
  const [why, setWhy] = useState('');
  const decide = useDecide(decision, feed, onClose);
  const mustConfirm = isLossToConfirm(decide.error);
  const titles = { approve: words.approveTitle, reject: words.rejectTitle, rollback: words.rollbackTitle };
  const does = {
    approve: words.approveDoes(states.ads(feed.ads), states.ads(removed)),
    reject: words.rejectDoes,
    rollback: `${words.rollbackDoes(states.ads(feed.ads))} ${words.losses}`,
  };
  return (
    <AskDialog
      title={titles[decision](feed.version)}
      act={mustConfirm ? words.confirmLoss : words[decision]}
      isGrave={mustConfirm || decision === 'reject'}
      isReady={why.trim() !== '' && !decide.isPending}
      onAct={() => decide.mutate({ why, confirmed: mustConfirm })}
      onClose={onClose}
    >
      <p>{does[decision]}</p>
      <label className="field">
        <span className="label">{words.why}</span>
        <textarea
          className="input"
          rows={2}
          value={why}
          onChange={({ target }) => setWhy(target.value)}
          required
        />
      </label>
      {decide.error && (
        <div className="state failed" role="alert">
          <ProblemShown error={decide.error} />
        </div>
      )}
    </AskDialog>
  );
};

/** What a person may decide about a version; each says first what it does, and asks why. */
export const Decide = ({ feed, removed }: { feed: Version; removed: number }) => {
  const words = useWords().feed;
  const [decision, setDecision] = useState<Decision | null>(null);
  return (
    <div className="row">
      {openTo(feed).map((each) => (
        <button
          key={each}
          type="button"
          className={each === 'approve' ? 'button main' : 'button'}
          onClick={() => setDecision(each)}
        >
          {words[each]}
        </button>
      ))}
      {decision && (
        <DecisionDialog decision={decision} feed={feed} removed={removed} onClose={() => setDecision(null)} />
      )}
    </div>
  );
};
