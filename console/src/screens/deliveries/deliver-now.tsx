import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../../api/client.ts';
import { useApi } from '../../api/context.tsx';
import { forget } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useMay } from '../../shell/may.ts';

/** What `POST …/deliveries` has as its result: a receipt, null where this one left none. */
type Delivered = readonly { delivery: ItemOf<'/dealers/{dealerId}/deliveries'> | null }[];

/** Brings the feed to its address now, after a question that says what that does; nothing for who may not. */
export const DeliverNow = ({ dealerId }: { dealerId: string }) => {
  const { client } = useApi();
  const { deliveries } = useWords();
  const queries = useQueryClient();
  const notices = useNotices();
  const may = useMay();
  const [isAsked, setIsAsked] = useState(false);
  const deliver = useMutation({
    mutationFn: async () => {
      const { result } = await client.send('POST', '/dealers/{dealerId}/deliveries', { dealerId });
      return (result as unknown as Delivered)[0]?.delivery ?? null;
    },
    onSuccess: (receipt) => {
      if (receipt?.reason) notices.fail(Problem.of(receipt.reason));
      else
        notices.tell(receipt ? deliveries.ended(deliveries.outcomes[receipt.outcome]) : deliveries.noReceipt);
      return forget(queries, dealerId);
    },
    onError: notices.fail,
  });
  const act = () => {
    setIsAsked(false);
    deliver.mutate();
  };
  if (!may('feed.deliver', dealerId)) return null;
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
