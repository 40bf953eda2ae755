import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { DropZone } from '../../parts/drop-zone.tsx';
import { Answered } from '../../parts/states.tsx';
import { Leaves } from '../dealer/leaves.tsx';
import { AtWork } from './at-work.tsx';
import { Days } from './days.tsx';
import { FeedCard } from './feed-card.tsx';
import { NeedsYou } from './needs-you.tsx';
import '../../styles/today.css';

/** How one dealer stands: what is live, what the next window finds, what needs people. */
export const Today = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId' });
  const { answer } = useQueries();
  const { shell, today } = useWords();
  const asked = useQuery(answer('/dealers/{dealerId}/today', { dealerId }));
  return (
    <>
      <div className="screen-head">
        <h1>{shell.today}</h1>
        <span className="quiet">{asked.data?.name}</span>
      </div>
      <Leaves dealerId={dealerId} />
      <Answered asked={asked}>
        {(shown) => (
          <div className="today">
            <div className="stack">
              {shown.feeds.map((feed) => (
                <FeedCard key={feed.channel} dealerId={dealerId} feed={feed} />
              ))}
              <NeedsYou {...shown} />
              <Days dealerId={dealerId} />
            </div>
            <section className="card stack">
              <h2>{today.dropTitle}</h2>
              <DropZone dealerId={dealerId} />
              <AtWork dealerId={dealerId} isBusy={shown.atWork > 0} />
            </section>
          </div>
        )}
      </Answered>
    </>
  );
};
