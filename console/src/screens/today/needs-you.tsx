import { Link } from '@tanstack/react-router';
import { useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { useMay } from '../../shell/may.ts';
import type { TaskShown, TodayShown } from './types.ts';

const Task = ({ task: { reason, ads, roubles } }: { task: TaskShown }) => {
  const { today, states } = useWords();
  const figures = useFigures();
  return (
    <li className="task">
      <ReasonShown reason={reason} />
      {ads > 0 && (
        <Badge tone="wait">{today.lost(states.ads(ads), roubles > 0 ? figures.roubles(roubles) : '')}</Badge>
      )}
    </li>
  );
};

const Nothing = ({ feeds }: Pick<TodayShown, 'feeds'>) => {
  const { today, states } = useWords();
  const { time } = useFigures();
  const [first] = feeds;
  return first ? (
    <p className="quiet">
      {today.nothingWaits(time(first.opensAt), states.ads(first.newest?.ads ?? first.live?.ads ?? 0))}
    </p>
  ) : null;
};

/** What needs people, what keeps most ads from being live first. */
export const NeedsYou = ({ dealerId, tasks, waiting, feeds }: TodayShown) => {
  const { shell, today, states } = useWords();
  const may = useMay();
  return (
    <section className="card stack">
      <h2>{today.needsYou}</h2>
      {waiting > 0 && (
        <div className="row apart">
          <span>{today.questionsWait(states.machines(waiting))}</span>
          <Link to="/dealers/$dealerId/questions" params={{ dealerId }} className="button main">
            {may('questions.answer', dealerId) ? today.answer : shell.questions}
          </Link>
        </div>
      )}
      {tasks.length > 0 && (
        <ul className="stack">
          {tasks.map((task) => (
            <Task key={JSON.stringify(task.reason)} task={task} />
          ))}
        </ul>
      )}
      {tasks.length === 0 && waiting === 0 && <Nothing feeds={feeds} />}
    </section>
  );
};
