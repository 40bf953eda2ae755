import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../api/client.ts';
import { AskDialog, useShown } from './dialog.tsx';
import { useNotices } from './notices.tsx';
import { ProblemShown } from './reason.tsx';

/** An act that the audit trail wants to know the reason of. */
export interface ActWithWhy {
  title: string;
  /** What it does: what goes out, what goes away. */
  does: string;
  act: string;
  isGrave?: boolean;
  /** How the question for the reason is put. */
  askWhy: string;
  /** What is told once it is done. */
  done: string;
  undo?: () => unknown;
  /** The API asks once more, by a reason with this code, where much would go; then the act is called so. */
  confirm?: { code: string; act: string };
  carryOut(why: string, confirmed: boolean): Promise<unknown>;
}

/** Says what an act does, asks why, and once more where the API wants that; what it refuses is shown in its place. */
export const WhyDialog = ({ act, onClose }: { act: ActWithWhy; onClose: () => void }) => {
  const notices = useNotices();
  const [why, setWhy] = useState('');
  const shown = useShown(true);
  const carriedOut = useMutation({
    mutationFn: (confirmed: boolean) => act.carryOut(why, confirmed),
    onSuccess: () => {
      notices.tell(act.done, act.undo);
      if (shown.current) onClose();
    },
    onError: (refused) => {
      // Who has closed it meanwhile is told all the same.
      if (!shown.current) notices.fail(refused);
    },
  });
  const { error } = carriedOut;
  const mustConfirm =
    act.confirm !== undefined && error instanceof Problem && error.type === act.confirm.code;
  return (
    <AskDialog
      title={act.title}
      act={mustConfirm ? (act.confirm?.act ?? act.act) : act.act}
      isGrave={mustConfirm || act.isGrave === true}
      isReady={why.trim() !== '' && !carriedOut.isPending}
      onAct={() => carriedOut.mutate(mustConfirm)}
      onClose={onClose}
    >
      <p>{act.does}</p>
      <label className="field">
        <span className="label">{act.askWhy}</span>
        <textarea
          className="input"
          rows={2}
          value={why}
          onChange={({ target }) => setWhy(target.value)}
          required
        />
      </label>
      {error && (
        <div className="state failed" role="alert">
          <ProblemShown error={error} />
        </div>
      )}
    </AskDialog>
  );
};
