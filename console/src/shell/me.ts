import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../api/queries.ts';

/** Who asks, and at which dealers it has a seat. */
export const useMe = () => {
  const { answer } = useQueries();
  return useQuery({ ...answer('/me', {}), staleTime: 60_000 });
};
