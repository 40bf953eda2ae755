import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reason } from '#contracts/reason.ts';
import { type Client, Problem } from '../../api/client.ts';
import { useApi } from '../../api/context.tsx';
import { forget } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useMay } from '../../shell/may.ts';

interface Named {
  dealerId: string;
  documentId: string;
}

/** What `POST …/redrive` has as its result: the file as it is after its run. */
type Redriven = readonly { status: string; ending?: { reason?: Reason } }[];

/** Goes on with a file that failed. Throws `Problem` where it is refused, or has stopped again. */
const redrive = async (client: Client, { dealerId, documentId: document }: Named): Promise<void> => {
  const wish = { dealerId, document };
  const { result } = await client.send('POST', '/dealers/{dealerId}/documents/{document}/redrive', wish);
  const [after] = result as unknown as Redriven;
  if (after?.status === 'failed') throw Problem.of(after.ending?.reason ?? null);
};

/** Goes on with a file that failed, at the stage that did not end; nothing for who may not. */
export const Redrive = ({ document }: { document: Named }) => {
  const { client } = useApi();
  const { documents } = useWords();
  const queries = useQueryClient();
  const notices = useNotices();
  const may = useMay();
  const act = useMutation({
    mutationFn: () => redrive(client, document),
    onSuccess: () => notices.tell(documents.redriven),
    onError: notices.fail,
    onSettled: () => forget(queries, document.dealerId),
  });
  if (!may('documents.drop', document.dealerId)) return null;
  return (
    <button type="button" className="button main" disabled={act.isPending} onClick={() => act.mutate()}>
      {documents.redrive}
    </button>
  );
};

/** The same of many, one after the other; what stops again is told, and the others go on. */
export const RedriveAll = ({ documents: all }: { documents: readonly Named[] }) => {
  const { client } = useApi();
  const { documents } = useWords();
  const queries = useQueryClient();
  const notices = useNotices();
  const [isAsked, setIsAsked] = useState(false);
  const act = useMutation({
    mutationFn: async () => {
      let done = 0;
      for (const document of all)
        await redrive(client, document).then(() => {
          done += 1;
        }, notices.fail);
      return done;
    },
    onSuccess: (done) => {
      notices.tell(documents.redrivenOf(done, all.length));
      return queries.invalidateQueries();
    },
  });
  return (
    <>
      <button type="button" className="button" disabled={act.isPending} onClick={() => setIsAsked(true)}>
        {documents.redriveAll(all.length)}
      </button>
      {isAsked && (
        <AskDialog
          {...{ title: documents.redriveAllTitle(all.length), act: documents.redriveAll(all.length) }}
          onAct={() => {
            setIsAsked(false);
            act.mutate();
          }}
          onClose={() => setIsAsked(false)}
        >
          <p>{documents.redriveAllDoes}</p>
        </AskDialog>
      )}
    </>
  );
};
