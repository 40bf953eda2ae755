import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Client, PAGE_ITEMS, tagOf } from './client.ts';
import { useApi } from './context.tsx';
import type { Answer, ItemOf, ListPath, PageOf, PathOf, Subject, Wish } from './routes.ts';

/** What an answer is kept under: whose it is, its path, and what was asked. */
type Key = readonly [dealerId: string | null, path: string, wish: object];

const keyOf = (path: string, wish: object): Key => [
  'dealerId' in wish ? String(wish.dealerId) : null,
  path,
  wish,
];

/** An answer stays the one whose tag an act sends along: parts of two of them put together would have none. */
const whole = (before: unknown, now: unknown): unknown => {
  const [tag, known] = [tagOf(now as object), tagOf(before as object | undefined)];
  return tag !== undefined && tag === known ? before : now;
};

/** The query of one answer. */
export const answerQuery = <P extends Exclude<PathOf<'GET'>, ListPath>>(
  client: Client,
  path: P,
  wish: Wish<'GET', P> & Record<string, unknown>,
) =>
  queryOptions<Answer<'GET', P>>({
    queryKey: keyOf(path, wish),
    queryFn: ({ signal }) => client.get(path, wish, { signal }),
    structuralSharing: whole,
  });

/** The query of a list, page by page. */
export const listQuery = <P extends ListPath>(
  client: Client,
  path: P,
  wish: Wish<'GET', P> & Record<string, unknown>,
  limit = PAGE_ITEMS,
) =>
  infiniteQueryOptions({
    queryKey: keyOf(path, { ...wish, limit }),
    queryFn: async ({ signal, pageParam }): Promise<PageOf<P>> =>
      (await client.get(
        path,
        { ...wish, limit, ...(pageParam && { cursor: pageParam }) },
        { signal },
      )) as PageOf<P>,
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    select: ({ pages }): ItemOf<P>[] => pages.flatMap(({ items }) => items),
  });

type Listed = Pick<
  UseInfiniteQueryResult,
  'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage'
>;

/**
 * Has the rest of a list come too, page by page: what is filtered here, or shown without a way to more, is all of it. A
 * page that could not be had is asked for no more until the list is.
 */
export const useRest = (listed: Listed, isWanted = true): void => {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = listed;
  const isNext = isWanted && hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (isNext) void fetchNextPage();
  }, [isNext, fetchNextPage]);
};

const OF_DEALER = '/dealers/{dealerId}';

const subjectOf = (path: string): Subject =>
  (path === OF_DEALER ? 'dealer' : path.replace(`${OF_DEALER}/`, '/').split('/')[1]) as Subject;

/** Forgets what is known of a dealer, of those subjects or of all: what is on the screen is asked for anew. */
export const forget = (
  queries: QueryClient,
  dealerId: string,
  subjects?: readonly Subject[],
): Promise<void> =>
  queries.invalidateQueries({
    predicate: ({ queryKey }) => {
      const [of, path] = queryKey as unknown as Key;
      return (of === dealerId || of === null) && (!subjects || subjects.includes(subjectOf(path)));
    },
  });

/** Queries of this page's client. */
export const useQueries = () => {
  const { client } = useApi();
  return {
    answer: <P extends Exclude<PathOf<'GET'>, ListPath>>(
      path: P,
      wish: Wish<'GET', P> & Record<string, unknown>,
    ) => answerQuery(client, path, wish),
    list: <P extends ListPath>(path: P, wish: Wish<'GET', P> & Record<string, unknown>, limit?: number) =>
      listQuery(client, path, wish, limit),
  };
};
