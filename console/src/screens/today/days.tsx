import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../api/context.tsx';
import { useWords } from '../../messages/language.tsx';
import { useNotices } from '../../parts/notices.tsx';

const save = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
};

/** How each day of the dealer ended, as a file to keep. */
export const Days = ({ dealerId }: { dealerId: string }) => {
  const { client } = useApi();
  const { market } = useWords();
  const notices = useNotices();
  const download = useMutation({
    mutationFn: () => client.get('/dealers/{dealerId}/days.csv', { dealerId }),
    onSuccess: ({ name, text }) => save(name, text),
    onError: notices.fail,
  });
  return (
    <section className="card stack tight">
      <h2>{market.days}</h2>
      <p className="quiet">{market.daysDoes}</p>
      <button
        type="button"
        className="button"
        disabled={download.isPending}
        onClick={() => download.mutate()}
      >
        {market.download}
      </button>
    </section>
  );
};
