import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useQueries, useRest } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import type { TaskShown } from '../today/types.ts';
import { Acts } from './acts.tsx';
import { RUNBOOK, type Section, sectionOf } from './runbook.ts';
import '../../styles/on-call.css';

const HEADINGS = {
  Description: 'description',
  Investigation: 'investigation',
  Resolution: 'resolution',
  'On one machine': 'onOneMachine',
} as const;

/** The runbook is written in English alone. */
const SectionShown = ({ section: { parts } }: { section: Section }) => {
  const { onCall } = useWords();
  return parts.map(({ heading, text }) => {
    const name = HEADINGS[heading as keyof typeof HEADINGS];
    return (
      <div key={heading}>
        <strong>{name ? onCall[name] : heading}</strong>
        <p className="runbook" lang="en">
          {text}
        </p>
      </div>
    );
  });
};

const TaskRings = ({ task }: { task: TaskShown }) => {
  const { onCall, states, today } = useWords();
  const { roubles } = useFigures();
  const { dealerId, reason, ads } = task;
  const section = sectionOf(reason.code);
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
      <ReasonShown reason={reason} />
      <Acts task={task} />
      {section && (
        <details>
          <summary>{onCall.runbook(section.alarm)}</summary>
          <SectionShown section={section} />
        </details>
      )}
    </li>
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
      <details className="card">
        <summary>
          <h2>{onCall.all}</h2>
        </summary>
        {RUNBOOK.map((section) => (
          <details key={section.alarm}>
            <summary>{section.alarm}</summary>
            <SectionShown section={section} />
          </details>
        ))}
      </details>
    </>
  );
};
