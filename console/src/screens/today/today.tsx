import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { Answered, Empty } from '../../parts/states.tsx';

/** What needs people at one dealer, by what is lost meanwhile. */
const NeedsYou = ({ dealerId }: { dealerId: string }) => {
  const { list } = useQueries();
  const { states, shell } = useWords();
  const tasks = useInfiniteQuery(list('/dealers/{dealerId}/tasks', { dealerId }));
  return (
    <section className="card">
      <h2>{shell.questions}</h2>
      <Answered asked={tasks}>
        {(all) =>
          all.length === 0 ? (
            <Empty>{states.none}</Empty>
          ) : (
            <ul className="stack">
              {all.map((task, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: tasks have no name of their own, and keep their order
                <li key={at}>
                  <ReasonShown reason={task.reason} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
};

export const Today = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId' });
  const { shell } = useWords();
  return (
    <>
      <div className="screen-head">
        <h1>{shell.today}</h1>
      </div>
      <NeedsYou dealerId={dealerId} />
    </>
  );
};
