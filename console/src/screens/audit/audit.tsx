import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { Trail } from './trail.tsx';

/** What was done for a dealer. */
export const Audit = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId/audit' });
  const search = useSearch({ from: '/dealers/$dealerId/audit' });
  const { list } = useQueries();
  const { shell } = useWords();
  const { since } = search;
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/audit', { dealerId, ...(since && { since }) }));
  return <Trail title={shell.audit} search={search} asked={asked} />;
};
