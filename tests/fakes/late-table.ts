import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { dynaliteOn } from '#local/host/dynalite.ts';

/** How unkind the table is; nothing of it makes a test wait. */
export interface Unkindness {
  seed: number;
  /** Of the reads that ask for no consistency, how many are answered from what was; of those of an index, twice as many. */
  late: number;
  /** How many requests old that is at most: a few hundred milliseconds of a stage at work. */
  requestsBehind: number;
  /** Of all requests, how many are turned away; of the batches, how many are done in part. */
  throttled: number;
}

export const KIND: Unkindness = { seed: 0, late: 0, requestsBehind: 0, throttled: 0 };
export const LATE: Unkindness = { ...KIND, late: 1 / 3, requestsBehind: 60 };

type Body = Record<string, unknown> & {
  TableName?: string;
  IndexName?: string;
  ConsistentRead?: boolean;
  RequestItems?: Record<string, { Keys?: unknown[]; ConsistentRead?: boolean } | unknown[]>;
};

interface TableRequest {
  operation: string;
  headers: IncomingMessage['headers'];
  text: Buffer;
  body: Body;
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/**
 * A connection is never closed for idling: on a busy machine that meets the next request halfway. An idle one keeps no
 * process from ending.
 */
const listening = async (server: Server): Promise<Server> => {
  server.keepAliveTimeout = 0;
  server.on('connection', (socket) => socket.unref());
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return server;
};

/** Mulberry32: the same seed, the same chances. */
const chances = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const SETTLE = 'Settle';
const READS = new Set(['GetItem', 'BatchGetItem', 'Query']);

const isRead = ({ operation }: TableRequest) => READS.has(operation);

const asksForConsistency = ({ body }: TableRequest): boolean =>
  body.ConsistentRead === true ||
  Object.values(body.RequestItems ?? {}).some((table) => 'ConsistentRead' in table && table.ConsistentRead);

const asked = (headers: IncomingMessage['headers'], text: Buffer): TableRequest => {
  const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
  return { operation, headers, text, body: JSON.parse(text.toString('utf8')) };
};

/** What an answer is written to: that of a connection, or of a caller in this process. */
interface Response extends EventEmitter {
  statusCode: number;
  readonly headersSent: boolean;
  readonly closed: boolean;
  end(body: string): unknown;
  destroy(): unknown;
}

/** The answer to a caller in this process; `body` is null where the server hung up. */
class DirectAnswer extends EventEmitter implements Response {
  statusCode = 200;
  headersSent = false;
  closed = false;
  body: string | null = null;

  setHeader(): this {
    return this;
  }

  end(body: string): void {
    this.body = body;
    this.headersSent = true;
    this.destroy();
  }

  destroy(): void {
    this.closed = true;
    this.emit('close');
  }
}

/** The request once more, for a server of the same process that is to answer it itself; lost where its sender is gone. */
const handOver = async (server: Server, { headers, text }: TableRequest, response: Response) => {
  if (response.closed) return;
  const incoming = Object.assign(new EventEmitter(), { headers, method: 'POST', url: '/' });
  const closed = once(response, 'close');
  server.emit('request', incoming, response);
  incoming.emit('data', text);
  incoming.emit('end');
  await closed;
};

/** The answer of a server of this process, as text. */
const forward = async (server: Server, request: TableRequest, text: string | Buffer): Promise<string> => {
  const response = new DirectAnswer();
  await handOver(server, { ...request, text: Buffer.from(text) }, response);
  return response.body ?? '';
};

const say = (response: Response, status: number, body: unknown): void => {
  response.statusCode = status;
  response.end(JSON.stringify(body));
};

const refuse = (response: Response, name: string) =>
  say(response, 400, { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'not now, not here' });

/** What was written to a table, until it has reached those who read without asking for consistency. */
const replica = (server: Server) => {
  const backlog: { request: TableRequest; writtenAt: number }[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const catchUp = async (until: number) => {
    for (let [next] = backlog; next && next.writtenAt <= until; [next] = backlog) {
      backlog.shift();
      await forward(server, next.request, next.request.text);
    }
  };
  return {
    note: (request: TableRequest, writtenAt: number) => backlog.push({ request, writtenAt }),
    /** Does the work when all that was written until then has arrived. */
    asOf: (until: number, work: () => Promise<unknown>) => {
      const done = turn.then(() => catchUp(until)).then(work);
      turn = done.catch(() => {});
      return done;
    },
  };
};

/** Of a test that is over nobody reads any more: what it wrote last is carried nowhere. */
const replicas = (server: Server) => {
  const byTable = new Map<string, ReturnType<typeof replica>>();
  const of = ({ body }: Pick<TableRequest, 'body'>) => {
    const table = body.TableName ?? Object.keys(body.RequestItems ?? {})[0] ?? '';
    const known = byTable.get(table) ?? replica(server);
    byTable.set(table, known);
    return known;
  };
  const all = (until: number) =>
    Promise.all([...byTable.values()].map((each) => each.asOf(until, async () => {})));
  return { of, all };
};

const itemsOf = ({ body }: TableRequest): unknown[] => {
  const [wanted = []] = Object.values(body.RequestItems ?? {});
  return (Array.isArray(wanted) ? wanted : wanted.Keys) ?? [];
};

/** The first half of a batch is done, the rest is handed back: as on AWS where a partition is at its limit. */
const doneInPart = async (truth: Server, request: TableRequest) => {
  const [[table, wanted] = ['', []]] = Object.entries(request.body.RequestItems ?? {});
  const isWrite = Array.isArray(wanted);
  const items = itemsOf(request);
  const [now, later] = [items.slice(0, items.length / 2), items.slice(items.length / 2)];
  const asPart = (part: unknown[]) => ({ [table]: isWrite ? part : { ...(wanted as object), Keys: part } });
  const text = JSON.stringify({ ...request.body, RequestItems: asPart(now) });
  const answer = JSON.parse(await forward(truth, request, text));
  const left = isWrite ? { UnprocessedItems: asPart(later) } : { UnprocessedKeys: asPart(later) };
  return { done: { ...request, text: Buffer.from(text) }, answer: { ...answer, ...left } };
};

/**
 * DynamoDB's wire protocol as the cloud speaks it: a read that asks for no consistency may answer what was, an index
 * always may; a Scan is refused; what is too much at once is turned away or done in part. Counted in requests and
 * drawn by a seed, so that no test waits for it. Who is in this process needs no connection: those took two fifths of
 * the time of tests.
 */
export const lateTable = async ({
  seed,
  late,
  requestsBehind,
  throttled,
}: Unkindness): Promise<LateTable> => {
  const [truth, behind] = [dynaliteOn(), dynaliteOn()];
  const old = replicas(behind);
  const chance = chances(seed);
  let now = 0;
  let writing: Promise<unknown> = Promise.resolve();
  /** Where nobody is answered from what was, nothing of it is kept. */
  const note = (request: TableRequest) => {
    if (late > 0) old.of(request).note(request, now);
  };

  const write = async (request: TableRequest, response: Response) => {
    if (request.operation === 'BatchWriteItem' && itemsOf(request).length > 1 && chance() < throttled) {
      const { done, answer } = await doneInPart(truth, request);
      note(done);
      return say(response, 200, answer);
    }
    const isNew = request.operation === 'CreateTable';
    // Both take a moment until they are there; who waits for the one has the other, too.
    if (isNew) await forward(behind, request, request.text);
    await handOver(truth, request, response);
    if (!isNew && response.headersSent && response.statusCode === 200) note(request);
  };

  const read = async (request: TableRequest, response: Response) => {
    if (request.operation === 'BatchGetItem' && itemsOf(request).length > 1 && chance() < throttled)
      return say(response, 200, (await doneInPart(truth, request)).answer);
    const share = request.body.IndexName ? 2 * late : late;
    const isLate = !asksForConsistency(request) && chance() < share;
    if (!isLate) return handOver(truth, request, response);
    const seen = now - 1 - Math.ceil(chance() * requestsBehind);
    return old.of(request).asOf(seen, () => handOver(behind, request, response));
  };

  const answer = (request: TableRequest, response: Response): unknown => {
    now++;
    if (request.operation === SETTLE) return old.all(now).then(() => say(response, 200, {}));
    if (request.operation === 'Scan' && !request.body.ConsistentRead)
      return refuse(response, 'AccessDeniedException');
    if (chance() < throttled / 4) return refuse(response, 'ProvisionedThroughputExceededException');
    const broken = () => void response.destroy();
    if (isRead(request)) return read(request, response).catch(broken);
    writing = writing.then(() => write(request, response)).catch(broken);
    return writing;
  };

  const front = createServer(async (incoming, response) =>
    answer(asked(incoming.headers, await buffer(incoming)), response),
  );
  return { endpoint: urlOf(await listening(front)), requestHandler: { handle: directly(answer) } };
};

/** Where the table is asked: over a connection, from any process, or by the SDK's clients of this one. */
export interface LateTable {
  endpoint: string;
  requestHandler: NonNullable<DynamoDBClientConfig['requestHandler']>;
}

/** As dynalite wants it, which checks no signature. */
const SIGNED = {
  authorization: 'AWS4-HMAC-SHA256 Credential=test, Signature=test, SignedHeaders=host',
  'x-amz-date': '20300101T000000Z',
};

const directly =
  (answer: (request: TableRequest, response: Response) => unknown) =>
  async ({ headers, body }: { headers: Record<string, string>; body?: unknown }) => {
    const response = new DirectAnswer();
    const closed = once(response, 'close');
    answer(asked({ ...SIGNED, ...headers }, Buffer.from(body as string)), response);
    await closed;
    if (response.body === null) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    const { statusCode } = response;
    return { response: { statusCode, headers: {}, body: Buffer.from(response.body) } };
  };

/** Time enough passes for everybody to see what was written until now, in whichever process the table is. */
export const timePasses = async (): Promise<void> => {
  const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  const headers = { 'x-amz-target': `Test.${SETTLE}` };
  if (endpoint) await (await fetch(endpoint, { method: 'POST', headers, body: '{}' })).text();
};
