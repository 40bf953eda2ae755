import type * as z from 'zod';
import type { ApiRoute } from '../../../functions/api/routes.ts';
import type { CommandShown } from '../../../functions/api/shapes/command.ts';

export type Method = ApiRoute['method'];

/** Paths that a method is asked by. */
export type PathOf<M extends Method> = Extract<ApiRoute, { method: M }>['path'];

type RouteAt<M extends Method, P> = Extract<ApiRoute, { method: M; path: P }>;

/** What a route asks for: parts of its path, and its query or body. */
export type Wish<M extends Method, P> = z.input<RouteAt<M, P>['in']>;

/** What an act has come to. */
export type Done = z.output<typeof CommandShown>;

/** What an act answers that makes a secret: that is told this once. */
type DoneOnce<R> = R extends { makes: 'token' } ? Done & { token: string } : Done;

type Out<R> = R extends { out: infer O extends z.ZodType } ? z.output<O> : DoneOnce<R>;

/** Paths of lists. */
export type ListPath = Extract<ApiRoute, { page: unknown }>['path'];

/** One item of a list. */
export type ItemOf<P extends ListPath> = Out<Extract<ApiRoute, { method: 'GET'; path: P }>>;

export interface PageOf<P extends ListPath> {
  items: ItemOf<P>[];
  /** The cursor of the next page; null after the last. */
  next: string | null;
}

/** What a route answers. */
export type Answer<M extends Method, P> = M extends 'GET'
  ? P extends ListPath
    ? PageOf<P>
    : Out<RouteAt<M, P>>
  : Out<RouteAt<M, P>>;

type First<Path> = Path extends `${infer Name}/${string}` ? Name : Path;

type About<Path> = Path extends `/dealers/{dealerId}/${infer Rest}`
  ? First<Rest>
  : Path extends '/dealers/{dealerId}'
    ? 'dealer'
    : Path extends `/${infer Rest}`
      ? First<Rest>
      : never;

/** What answers are about: "/dealers/{dealerId}/documents/{document}" about documents, "/dealers/{dealerId}" about the dealer. */
export type Subject = About<PathOf<'GET'>>;
