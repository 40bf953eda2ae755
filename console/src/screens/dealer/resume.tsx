import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/context.tsx';
import { forget } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useMay } from '../../shell/may.ts';

/** Where the host has refused the dealer's password nothing is delivered until a person who may says so. */
export const Resume = ({ dealerId }: { dealerId: string }) => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { dealer } = useWords();
  const notices = useNotices();
  const may = useMay();
  const resume = useMutation({
    mutationFn: () => client.send('POST', '/dealers/{dealerId}/resume', { dealerId }),
    onSuccess: () => {
      notices.tell(dealer.resumed);
      return forget(queries, dealerId);
    },
    onError: notices.fail,
  });
  if (!may('feed.deliver', dealerId)) return null;
  return (
    <button type="button" className="button" disabled={resume.isPending} onClick={() => resume.mutate()}>
      {dealer.resume}
    </button>
  );
};
