import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/context.tsx';
import { forget, useQueries, useRest } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { ProblemShown } from '../../parts/reason.tsx';
import { Answered } from '../../parts/states.tsx';

interface OfMachine {
  dealerId: string;
  modelCode: string;
}

const addressesIn = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** Says which pictures of its own the machine has, in their order; none takes them back. */
const useSaying = ({ dealerId, modelCode }: OfMachine) => {
  const { client } = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (pictures: string[]) => {
      const row =
        pictures.length > 0
          ? { modelCode, values: { pictures } }
          : { modelCode, values: {}, drop: ['pictures' as const] };
      return client.send('POST', '/dealers/{dealerId}/stock', { dealerId, rows: [row] });
    },
    onSuccess: () => forget(queries, dealerId, ['stock', 'offers', 'ads']),
  });
};

const Form = ({ before, onClose, ...machine }: OfMachine & { before: string; onClose(): void }) => {
  const { machines, states } = useWords();
  const notices = useNotices();
  const [text, setText] = useState(before);
  const saying = useSaying(machine);
  return (
    <AskDialog
      title={machines.ownTitle(machine.modelCode)}
      act={states.save}
      isReady={text.trim() !== before && !saying.isPending}
      onAct={() =>
        saying.mutate(addressesIn(text), {
          onSuccess: () => {
            notices.tell(machines.ownSaved);
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <label className="field">
        <span className="label">{machines.ownAddresses}</span>
        <textarea
          {...{ className: 'input', rows: 4, value: text, spellCheck: false }}
          onChange={({ target }) => setText(target.value)}
        />
        <span className="hint">{machines.ownDoes}</span>
      </label>
      {saying.error && (
        <div className="state failed" role="alert">
          <ProblemShown error={saying.error} />
        </div>
      )}
    </AskDialog>
  );
};

/** What was said so far is there to be changed, not to be written once more. */
const Known = ({ onClose, ...machine }: OfMachine & { onClose(): void }) => {
  const { list } = useQueries();
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/stock', { dealerId: machine.dealerId }));
  useRest(asked);
  if (asked.hasNextPage) return null;
  return (
    <Answered asked={asked}>
      {(lines) => {
        const own = lines.find(({ modelCode, piece }) => modelCode === machine.modelCode && piece === '');
        const before = own?.values.pictures?.value;
        return (
          <Form {...machine} before={Array.isArray(before) ? before.join('\n') : ''} onClose={onClose} />
        );
      }}
    </Answered>
  );
};

/** Pictures of the dealer's own, by their addresses; they stand before those of the book. */
export const OwnPictures = (machine: OfMachine) => {
  const { machines } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setIsOpen(true)}>
        {machines.own}
      </button>
      {isOpen && <Known {...machine} onClose={() => setIsOpen(false)} />}
    </>
  );
};
