import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { forget, useQueries } from './queries.ts';

const EVERY_MS = 5_000;

/** Which answers each of a dealer's figures tells of: what is not named here has them all told. */
const CONCERNS: Readonly<Record<string, readonly string[]>> = {
  files: ['/documents', '/tasks', '/today'],
  live: ['/feeds', '/deliveries', '/offers', '/tasks', '/today'],
};

const changedIn = (before: Record<string, number>, now: Record<string, number>): string[] =>
  Object.keys(now).filter((name) => before[name] !== now[name]);

const follow = (queries: QueryClient, dealerId: string, changed: readonly string[]): void => {
  if (changed.length === 0) return;
  const concerned = changed.map((name) => CONCERNS[name]);
  const paths = concerned.every((each) => each !== undefined) ? concerned.flat() : undefined;
  void forget(queries, dealerId, paths as string[] | undefined);
};

/** Has what is shown of a dealer follow what others, and the pipeline, do meanwhile. */
export const useLive = (dealerId: string): void => {
  const queries = useQueryClient();
  const { answer } = useQueries();
  const { data } = useQuery({
    ...answer('/dealers/{dealerId}/revision', { dealerId }),
    queryKey: ['revision', dealerId],
    refetchInterval: EVERY_MS,
  });
  const before = useRef<Record<string, number> | null>(null);
  useEffect(() => {
    if (!data) return;
    if (before.current) follow(queries, dealerId, changedIn(before.current, data));
    before.current = data;
  }, [data, dealerId, queries]);
};
