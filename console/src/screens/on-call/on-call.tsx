import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useQueries, useRest } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import type { TaskShown } from '../today/types.ts';
import { RUNBOOK, sectionOf } from './runbook.ts';
import { Rings, SectionShown } from './section.tsx';
import '../../styles/on-call.css';

const TaskRings = ({ task }: { task: TaskShown }) => {
  const { states, today } = useWords();
  const { roubles } = useFigures();
  const { dealerId, reason, ads } = task;
  return (
    <li className="card stack">
      <div className="row apart">
        <h2>
          <Link to="/dealers/$dealerId" params={{ dealerId }}>
            {dealerId}
          </Link>
        </h2>
        {ads > 0 && (
          <Badge tone="bad">
            {today.lost(states.ads(ads), task.roubles > 0 ? roubles(task.roubles) : '')}
          </Badge>
        )}
      </div>
      <Rings dealerId={dealerId} reason={reason} section={sectionOf(reason.code)} />
    </li>
  );
};

/** What can be rehearsed on one machine, each by a command. */
const Drills = () => {
  const { onCall } = useWords();
  return (
    <section className="card stack">
      <h2>{onCall.drills}</h2>
      <p className="quiet">{onCall.drillsDo}</p>
      <ul className="stack tight">
        {RUNBOOK.map(
          ({ alarm, drill }) =>
            drill && (
              <li key={alarm}>
                <code>{drill}</code>{' '}
                <span className="quiet" lang="en">
                  {alarm}
                </span>
              </li>
            ),
        )}
      </ul>
    </section>
  );
};

const AGAIN_MS = 30_000;

/** What rings at any dealer, each with what to do about it. */
export const OnCall = () => {
  const { list } = useQueries();
  const { shell, onCall } = useWords();
  const asked = useInfiniteQuery({ ...list('/tasks', {}), refetchInterval: AGAIN_MS });
  useRest(asked);
  return (
    <>
      <div className="screen-head">
        <h1>{shell.onCall}</h1>
        <span className="quiet">{onCall.what}</span>
      </div>
      <Answered asked={asked}>
        {(tasks) =>
          tasks.length === 0 ? (
            <Empty>{onCall.quiet}</Empty>
          ) : (
            <ul className="stack">
              {tasks.map((task) => (
                <TaskRings key={`${task.dealerId} ${JSON.stringify(task.reason)}`} task={task} />
              ))}
            </ul>
          )
        }
      </Answered>
      <Drills />
      <details className="card">
        <summary>
          <h2>{onCall.all}</h2>
        </summary>
        {RUNBOOK.map((section) => (
          <details key={section.alarm} className="alarm">
            <summary lang="en">{section.alarm}</summary>
            <SectionShown section={section} />
          </details>
        ))}
      </details>
    </>
  );
};
