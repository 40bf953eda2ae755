import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/context.tsx';
import { useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { useNotices } from '../../parts/notices.tsx';

/** Brings the feed to its address now, after a question that says what that does. */
export const DeliverNow = ({ dealerId }: { dealerId: string }) => {
  const { client } = useApi();
  const { deliveries } = useWords();
  const notices = useNotices();
  const [isAsked, setIsAsked] = useState(false);
  const deliver = useMutation({
    mutationFn: () => client.send('POST', '/dealers/{dealerId}/deliveries', { dealerId }),
    onSuccess: () => notices.tell(deliveries.delivered),
    onError: notices.fail,
  });
  const act = () => {
    setIsAsked(false);
    deliver.mutate();
  };
  return (
    <>
      <button type="button" className="button" disabled={deliver.isPending} onClick={() => setIsAsked(true)}>
        {deliver.isPending ? deliveries.delivering : deliveries.deliverNow}
      </button>
      {isAsked && (
        <AskDialog
          title={deliveries.deliverTitle}
          act={deliveries.deliverNow}
          onAct={act}
          onClose={() => setIsAsked(false)}
        >
          <p>{deliveries.deliverDoes}</p>
        </AskDialog>
      )}
    </>
  );
};
