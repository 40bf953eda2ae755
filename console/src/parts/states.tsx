import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../messages/language.tsx';
import { ProblemShown } from './reason.tsx';

/** While an answer is awaited: of about the size of what comes, so that nothing jumps. */
export const Loading = () => {
  const { states } = useWords();
  return (
    <output className="skeleton" aria-label={states.loading}>
      <span />
      <span />
      <span />
    </output>
  );
};

/** What could not be had, and a way to ask again. */
export const Failed = ({ error, retry }: { error: Error; retry: () => unknown }) => {
  const { states } = useWords();
  return (
    <div className="state failed" role="alert">
      <ProblemShown error={error} />
      <button type="button" className="button" onClick={() => retry()}>
        {states.retry}
      </button>
    </div>
  );
};

/** Nothing is there yet: what will be, and when. */
export const Empty = ({ children }: { children: ReactNode }) => <div className="state quiet">{children}</div>;

type Asked<Data> = Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;

/**
 * An answer once it is there; until then, and where it fails, that. What is known stays while it is asked for again, and
 * where that fails too: then it is old, or not all, which is said above it.
 */
export function Answered<Data>({
  asked,
  children,
}: {
  asked: Asked<Data>;
  children: (data: Data) => ReactNode;
}) {
  if (asked.data === undefined && !asked.error) return <Loading />;
  return (
    <>
      {asked.error && <Failed error={asked.error} retry={asked.refetch} />}
      {asked.data !== undefined && children(asked.data)}
    </>
  );
}
