import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { useWords } from '../messages/language.tsx';

export const NothingHere = () => {
  const { states, shell } = useWords();
  return (
    <div className="state">
      <h1>{states.notFound}</h1>
      <p className="quiet">{states.notFoundToDo}</p>
      <Link to="/" className="button">
        {shell.today}
      </Link>
    </div>
  );
};

/** A screen that somebody came to by its address and that is for others. */
export const NotAllowed = () => {
  const { states, shell } = useWords();
  const [why, whatToDo] = states.troubles.forbidden;
  return (
    <div className="state">
      <h1>{why}</h1>
      <p className="quiet">{whatToDo}</p>
      <Link to="/" className="button">
        {shell.today}
      </Link>
    </div>
  );
};

export const Broken = ({ error, reset }: ErrorComponentProps) => {
  const { states } = useWords();
  return (
    <div className="state failed" role="alert">
      <h1>{states.broken}</h1>
      <p>{states.brokenToDo}</p>
      <p className="quiet small">{error instanceof Error ? error.message : String(error)}</p>
      <button type="button" className="button" onClick={reset}>
        {states.retry}
      </button>
    </div>
  );
};
