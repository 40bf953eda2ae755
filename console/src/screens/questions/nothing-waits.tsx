import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { Empty } from '../../parts/states.tsx';

/** Nothing is asked: what happens next. */
export const NothingWaits = ({ dealerId }: { dealerId: string }) => {
  const { answer } = useQueries();
  const { questions: words, states } = useWords();
  const { time } = useFigures();
  const { data } = useQuery(answer('/dealers/{dealerId}/today', { dealerId }));
  const feed = data?.feeds[0];
  const ads = feed?.newest?.ads ?? feed?.live?.ads;
  return (
    <Empty>
      <p>
        <strong>{words.nothingWaits}</strong>
      </p>
      {feed && (
        <p>
          {ads === undefined ? words.nothingYet : words.nothingWaitsThen(time(feed.opensAt), states.ads(ads))}
        </p>
      )}
    </Empty>
  );
};
