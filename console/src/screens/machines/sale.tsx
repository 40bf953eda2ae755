import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reason } from '#contracts/reason.ts';
import type { KeptOutAs } from '#contracts/shown-ad.ts';
import { useApi } from '../../api/context.tsx';
import { useSpeech } from '../../messages/language.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { WhyDialog } from '../../parts/why-dialog.tsx';
import { useMay } from '../../shell/may.ts';

/** What `POST …/withdraw` has as its result: by channel, whether the feed's address has followed. */
interface Withdrawn {
  channels: readonly { url: string; lastReason: Reason | null }[];
}

/** Takes the machine out of sale, or back into it; nothing for who may not. */
export const Sale = ({
  dealerId,
  modelCode,
  out,
}: {
  dealerId: string;
  modelCode: string;
  out: KeptOutAs | null;
}) => {
  const { client } = useApi();
  const { words, said } = useSpeech();
  const { machines } = words;
  const notices = useNotices();
  const may = useMay();
  const [isAsked, setIsAsked] = useState(false);
  const bringBack = useMutation({
    mutationFn: () =>
      client.send('POST', '/dealers/{dealerId}/offers/back', { dealerId, codes: [modelCode] }),
    onSuccess: () => notices.tell(machines.broughtBack(modelCode)),
    onError: notices.fail,
  });
  const withdraw = async (why: string, confirmed: boolean) => {
    const wish = { dealerId, codes: [modelCode], why, confirmed };
    const { result } = await client.send('POST', '/dealers/{dealerId}/offers/withdraw', wish);
    const { channels } = result as unknown as Withdrawn;
    for (const { lastReason } of channels.filter(({ url }) => url === 'still-served'))
      notices.fail(new Error(machines.stillServed(modelCode, lastReason ? said.why(lastReason) : '')));
  };
  if (!may('offers.withdraw', dealerId)) return null;
  return (
    <>
      {out === 'withdrawn' ? (
        <button
          type="button"
          className="button"
          disabled={bringBack.isPending}
          onClick={() => bringBack.mutate()}
        >
          {machines.bringBack}
        </button>
      ) : (
        <button type="button" className="button grave" onClick={() => setIsAsked(true)}>
          {machines.withdraw}
        </button>
      )}
      {isAsked && (
        <WhyDialog
          act={{
            ...{
              title: machines.withdrawTitle(modelCode),
              does: machines.withdrawDoes,
              act: machines.withdraw,
            },
            ...{ isGrave: true, askWhy: machines.why, done: machines.withdrawn(modelCode) },
            undo: () => bringBack.mutate(),
            confirm: { code: 'confirm-withdrawal', act: machines.confirm },
            carryOut: withdraw,
          }}
          onClose={() => setIsAsked(false)}
        />
      )}
    </>
  );
};
