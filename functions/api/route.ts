import * as z from 'zod';
import type { CommandName } from '#desk/commands/commands.ts';
import type { HealthLimits } from '#desk/health/health.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import type { Member } from '#shared/table/member-records.ts';
import type { Found } from './found.ts';
import type { Permission, Rights } from './roles.ts';

/** Who asks. */
export interface Caller extends Rights {
  /** For the audit trail and for what is counted. */
  who: string;
  name: string;
  /** As it signed in; absent of programs, and of who sits at this machine. */
  member?: Member;
  /** Digest of the token that a program asks with. */
  digest?: string;
}

/** How dear it is to answer; each kind has its own allowance: see `limits.ts`. */
export type Dearness = 'read' | 'dear' | 'write';

/** What an answer is made with: the records are those of the dealer that the path names, as its caller may see them. */
export interface Asked {
  caller: Caller;
  ports: Ports;
  uploads: Uploads;
  downloads: Downloads;
  alarms: HealthLimits;
  /** Where open pages are told of changes: a path of this host's, or a whole URL. */
  hintsAt: string;
  /** What this caller's lists have found. */
  found: Found;
}

/** Where a file goes that is too large for a body here. */
export interface Upload {
  url: string;
  method: 'PUT';
  /** To be sent with it, as they are. */
  headers: Readonly<Record<string, string>>;
  expiresAt: string;
}

/** A file of a dealer's: a list or a book for the inbox, or a picture. */
export interface UploadedFile {
  dealerId: string;
  into: 'inbox' | 'pictures';
  name: string;
  bytes: number;
}

export interface Uploads {
  /** An address that takes one file of that many bytes, for some minutes, from whoever has it. */
  addressFor(file: UploadedFile): Promise<Upload>;
}

export interface Downloads {
  /**
   * An address that gives an object of a dealer's to whoever has it: a path of this host's, or a whole URL. The same
   * object has the same one for a while, so that a browser asks once. `as` names the file that it is saved as.
   */
  addressFor(object: { store: 'artefacts' | 'assets'; key: string; as?: string }): Promise<string>;
}

interface RouteBase {
  /** Below `/api`; `{name}` stands for a part of the wish. */
  path: string;
  summary: string;
  /** Null: whoever has signed in may. */
  permission: Permission | null;
  /** What is asked for: parts of the path, then what the query says, or the body. */
  in: z.ZodObject;
}

/** Answers at once; what it writes, if anything, is no act of the dealer’s. */
interface AnswerRoute extends RouteBase {
  method: 'GET' | 'POST';
  dearness: Dearness;
  out: z.ZodType;
  answer(wish: Record<string, unknown>, asked: Asked): Promise<unknown>;
}

/** One page of a list, and the cursor of the next. */
export interface PageRoute extends Omit<AnswerRoute, 'method' | 'answer'> {
  method: 'GET';
  /** Of one item. */
  out: z.ZodType;
  page(wish: Record<string, unknown>, part: Part, asked: Asked): Promise<Page>;
}

export interface Part {
  limit: number;
  after: string | null;
}

export interface Page {
  items: readonly unknown[];
  /** Null after the last. */
  cursor: string | null;
}

/** Has something done: the wish is written down, and its record tells what came of it. */
export interface ActRoute extends RouteBase {
  method: 'POST' | 'PUT' | 'DELETE';
  command: CommandName;
  /** What is the same at each call of this route. */
  always?: Readonly<Record<string, unknown>>;
  /** The command's wish, where it is another than the route's. */
  asked?(wish: Record<string, unknown>): Record<string, unknown>;
  /** A secret is made with it, whose digest the wish bears, and which the answer tells this once. */
  makes?: 'token';
  /** The route whose answer must still be what the caller has seen, by its ETag. */
  seen?: AnswerRoute;
}

export type Route = AnswerRoute | PageRoute | ActRoute;

type Answering<In extends z.ZodObject> = (wish: z.output<In>, asked: Asked) => Promise<unknown>;
type Paging<In extends z.ZodObject> = (wish: z.output<In>, part: Part, asked: Asked) => Promise<Page>;

/** What the console's types are made of: where a route is, what it asks for and, but for acts, what it answers beside how they end. */
interface Known<Method, Path, In> {
  method: Method;
  path: Path;
  in: In;
}

/** A route that answers, its wish as its schema has it. */
export const answers = <
  const Path extends string,
  In extends z.ZodObject,
  Out extends z.ZodType,
  const Method extends AnswerRoute['method'] = 'GET',
>(
  route: Omit<AnswerRoute, 'answer' | 'dearness' | 'method' | 'path' | 'in' | 'out'> & {
    path: Path;
    in: In;
    out: Out;
    answer: Answering<In>;
    method?: Method;
    dearness?: Dearness;
  },
) =>
  ({
    ...{ method: 'GET', dearness: 'read' },
    ...route,
    answer: route.answer as AnswerRoute['answer'],
  }) as AnswerRoute & Known<Method, Path, In> & { out: Out };

type Listing<Path, In extends z.ZodObject, Out> = Omit<
  PageRoute,
  'page' | 'method' | 'dearness' | 'path' | 'in' | 'out'
> & { path: Path; in: In; out: Out; dearness?: Dearness };

/** A route that lists, page by page. */
export const lists = <const Path extends string, In extends z.ZodObject, Out extends z.ZodType>(
  route: Listing<Path, In, Out> & { page: Paging<In> },
) =>
  ({
    ...{ method: 'GET', dearness: 'read' },
    ...route,
    page: route.page as PageRoute['page'],
  }) as PageRoute & Known<'GET', Path, In> & { out: Out };

/** A route that lists what can only be found as a whole, which takes long: it is found for the first page alone. */
export const listsWhole = <const Path extends string, In extends z.ZodObject, Out extends z.ZodType>({
  find,
  ...route
}: Listing<Path, In, Out> & { find: (wish: z.output<In>, asked: Asked) => Promise<readonly unknown[]> }) =>
  lists({
    ...route,
    page: async (wish, part, asked) => {
      const list = JSON.stringify([route.path, asked.ports.table.channel, wish]);
      return pageOf(await asked.found.of(list, part.after === null, () => find(wish, asked)), part);
    },
  });

/** A route that has something done. */
export const acts = <
  const Path extends string,
  In extends z.ZodObject,
  const Method extends ActRoute['method'],
  const Makes extends ActRoute['makes'] = undefined,
>(
  route: Omit<ActRoute, 'makes'> & Known<Method, Path, In> & { makes?: Makes },
) => route as ActRoute & Known<Method, Path, In> & { makes: Makes };

/** Names in the path: `/dealers/{dealerId}/feeds/{version}` has two. */
export const namesInPath = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** What stood at the end of a page, so that the next begins behind it though something has come or gone meanwhile. */
const PageEnd = z.object({ at: z.number().int().nonnegative(), mark: z.string() });

const markOf = (item: unknown): string => sha256(JSON.stringify(item)).slice(0, 16);

/** Behind the item that the page before ended with; where that has gone or changed, as far down as it stood. */
const placeBehind = (items: readonly unknown[], after: string): number => {
  const { at, mark } = PageEnd.parse(JSON.parse(after));
  if (at > 0 && at <= items.length && markOf(items[at - 1]) === mark) return at;
  const found = items.findIndex((item) => markOf(item) === mark);
  return found < 0 ? at : found + 1;
};

/** What is a page of what is all there already. */
export const pageOf = <Item>(items: readonly Item[], { limit, after }: Part): { items: Item[] } & Page => {
  const from = after === null ? 0 : placeBehind(items, after);
  const page = items.slice(from, from + limit);
  const at = from + page.length;
  const end = () => JSON.stringify({ at, mark: markOf(page.at(-1)) } satisfies z.infer<typeof PageEnd>);
  return { items: page, cursor: at < items.length ? end() : null };
};
