import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { Trail } from './trail.tsx';

/** What was done for all dealers together: rules, batches, people. */
export const OverallAudit = () => {
  const search = useSearch({ from: '/audit' });
  const { list } = useQueries();
  const { shell } = useWords();
  const { since } = search;
  const asked = useInfiniteQuery(list('/audit', { ...(since && { since }) }));
  return <Trail title={shell.overallAudit} search={search} asked={asked} />;
};
