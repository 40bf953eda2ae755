import type { Account, World } from './account.ts';
import type { ErrorShape, Group, Switches } from './switches.ts';

/** A call that has been let in. */
export interface Call {
  world: World;
  account: Account;
  switches: Switches;
  now: Date;
  query: URLSearchParams;
  /** What stands in the braces of the path. */
  params: Record<string, string>;
  headers: Record<string, string | undefined>;
  body: string;
}

export interface Answer {
  status?: number;
  /** Nothing, text, bytes, or what is sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT';
  /** As the descriptions have it, a final slash counts: `/core/v1/items/{item_id}/update_price`. */
  path: string;
  group: Group;
  /** Shape of its errors by its description. */
  errors: ErrorShape;
  answer: (call: Call) => Answer | Promise<Answer>;
}

/** The call is refused. */
export class Refused extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'Refused';
    this.status = status;
    this.headers = headers;
  }
}

export const bad = (message: string): Refused => new Refused(400, message);

const PAGE_OF_A_GATEWAY = (status: number) =>
  `<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;

type Dressed = (status: number, code: number, message: string) => unknown;

const SHAPES: Record<Exclude<ErrorShape, 'documented'>, Dressed> = {
  nested: (_, code, message) => ({ error: { code, message } }),
  'nested-message': (_, __, message) => ({ error: { message } }),
  flat: (_, code, message) => ({ code, message }),
  'flat-text-code': (_, code, message) => ({ code: String(code), message }),
  message: (_, __, message) => ({ message }),
  fields: (_, code, message) => ({ error: { code, message, fields: { price: message } } }),
  result: (_, __, message) => ({ result: { message } }),
  oauth: (_, __, message) => ({ error: 'invalid_client', error_description: message }),
  gateway: () => ({ message: 'no Route matched with those values' }),
  html: (status) => PAGE_OF_A_GATEWAY(status),
  nothing: () => undefined,
};

/** An error as the method says it, or as the switches have it. */
export const dressed = (
  { status, message, headers }: Refused,
  documented: ErrorShape,
  { errorShape, errorCode }: Pick<Switches, 'errorShape' | 'errorCode'>,
): Answer => {
  const wanted = errorShape === 'documented' ? documented : errorShape;
  const shape = SHAPES[wanted === 'documented' ? 'nested' : wanted];
  return { status, headers, body: shape(status, errorCode ?? status, message) };
};

const WHOLE = /^-?\d{1,15}$/;

/** A whole number among the parameters, within its limits. */
export const wholeParam = (
  query: URLSearchParams,
  name: string,
  { least, most = Number.MAX_SAFE_INTEGER, usual }: { least: number; most?: number; usual: number },
): number => {
  const text = query.get(name);
  const value = Number(text);
  if (text === null) return usual;
  if (!WHOLE.test(text) || value < least || value > most)
    throw bad(`${name} must be from ${least} to ${most}`);
  return value;
};

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;

export const momentParam = (query: URLSearchParams, name: string): number | null => {
  const text = query.get(name);
  if (text === null) return null;
  if (!RFC_3339.test(text) || Number.isNaN(Date.parse(text))) throw bad(`${name} must be RFC 3339`);
  return Date.parse(text);
};

/** The body as an object. */
export const objectIn = ({ body, headers }: Call): Record<string, unknown> => {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) throw bad('Content-Type');
  try {
    const value: unknown = JSON.parse(body);
    if (isObject(value)) return value;
  } catch {}
  throw bad('The body must be a JSON object');
};

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isWhole = (value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

const MOSCOW_MS = 3 * 3_600_000;

/** A moment to the second: in Moscow's time, or in UTC. */
export const momentSaid = (moment: Date, times: Switches['times']): string => {
  if (times === 'z') return `${moment.toISOString().slice(0, 19)}Z`;
  return `${new Date(moment.getTime() + MOSCOW_MS).toISOString().slice(0, 19)}+03:00`;
};

/** Adds fields that may say nothing, each in the way of the switch. */
export const withNullable = (
  { switches: { nulls }, world }: Call,
  row: object,
  nullable: Record<string, { value: unknown; isDate?: boolean }>,
): Record<string, unknown> => {
  const isLeft = () => nulls === 'absent' || (nulls === 'mixed' && world.random() < 0.5);
  const fields = Object.entries(nullable).flatMap(([name, { value, isDate }]) => {
    if (value !== null) return [[name, value]];
    if (isLeft()) return [];
    return [[name, nulls === 'empty' && isDate ? '' : null]];
  });
  return { ...row, ...Object.fromEntries(fields) };
};

/** Another order, by the seed. */
export const shuffled = <T>(rows: readonly T[], random: () => number): T[] =>
  rows
    .map((row) => ({ row, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row);
