import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Client } from './client.ts';
import { useApi } from './context.tsx';
import { forget, useQueries } from './queries.ts';
import type { Answer, Subject } from './routes.ts';

type Revisions = Answer<'GET', '/dealers/{dealerId}/revision'>;
type Topic = keyof Revisions;

/** Which answers a topic's changes make old, by what they are about. */
const CONCERNS: Record<Topic, readonly Subject[]> = {
  documents: ['documents', 'today', 'tasks'],
  lists: ['lists', 'offers', 'questions'],
  offers: ['offers', 'ads', 'today'],
  questions: ['questions', 'answers', 'today', 'tasks'],
  knowledge: ['knowledge', 'matches', 'by-hand'],
  stock: ['stock'],
  rules: ['rules', 'ranking', 'scores', 'offers'],
  market: ['market'],
  feeds: ['feeds', 'ads', 'today', 'tasks', 'search'],
  deliveries: ['deliveries', 'ads', 'today', 'tasks', 'served'],
  verdicts: ['verdicts', 'loads', 'windows', 'today'],
  commands: ['commands'],
  audit: ['audit'],
  members: ['members', 'tokens'],
  dealer: ['dealer', 'leaving', 'windows', 'today'],
};

/** Without a socket, and in case one is silent though it should not be. */
const POLL_MS = 5_000;
const POLL_BESIDE_SOCKET_MS = 60_000;
const SOCKET_AGAIN_MS = 10_000;

/** Hints come in bursts while a file is read; what is shown need not follow each of them. */
const TOGETHER_MS = 300;

const follow = (queries: QueryClient, dealerId: string, topics: ReadonlySet<Topic>): void =>
  void forget(
    queries,
    dealerId,
    [...topics].flatMap((topic) => CONCERNS[topic] ?? []),
  );

/** Gathers topics for a moment, then has what they concern asked for anew. */
const gatherer = (queries: QueryClient, dealerId: string) => {
  const topics = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    timer = undefined;
    follow(queries, dealerId, topics);
    topics.clear();
  };
  return {
    add: (topic: Topic) => {
      topics.add(topic);
      timer ??= setTimeout(tell, TOGETHER_MS);
    },
    end: () => clearTimeout(timer),
  };
};

/** Null where the browser or what watches over it lets none be opened. */
const socketAt = (url: URL): WebSocket | null => {
  try {
    return new WebSocket(url);
  } catch {
    return null;
  }
};

/** Keeps a socket open, by a new ticket each time; tells whether it is open. */
const keepSocket = (
  client: Client,
  dealerId: string,
  hear: (topic: Topic) => void,
  tell: (isOpen: boolean) => void,
) => {
  let [socket, timer, hasEnded]: [WebSocket | null, ReturnType<typeof setTimeout> | undefined, boolean] = [
    null,
    undefined,
    false,
  ];
  const again = () => {
    tell(false);
    if (!hasEnded) timer = setTimeout(open, SOCKET_AGAIN_MS);
  };
  const open = async () => {
    const ticket = await client.send('POST', '/dealers/{dealerId}/tickets', { dealerId }).catch(() => null);
    if (!ticket || hasEnded) return again();
    socket = socketAt(new URL(ticket.url, location.href.replace(/^http/, 'ws')));
    if (!socket) return again();
    socket.onopen = () => tell(true);
    socket.onclose = again;
    socket.onmessage = ({ data }) => hear((JSON.parse(String(data)) as { topic: Topic }).topic);
  };
  void open();
  return () => {
    hasEnded = true;
    clearTimeout(timer);
    socket?.close();
  };
};

const changedIn = (before: Revisions, now: Revisions): Topic[] =>
  (Object.keys(now) as Topic[]).filter((topic) => before[topic] !== now[topic]);

/** Has what is shown of a dealer follow what others, and the pipeline, do meanwhile. */
export const useLive = (dealerId: string): void => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { answer } = useQueries();
  const [hasSocket, setHasSocket] = useState(false);
  const before = useRef<Revisions | null>(null);

  useEffect(() => {
    const gathered = gatherer(queries, dealerId);
    const close = keepSocket(client, dealerId, gathered.add, setHasSocket);
    return () => {
      gathered.end();
      close();
    };
  }, [client, dealerId, queries]);

  const { data } = useQuery({
    ...answer('/dealers/{dealerId}/revision', { dealerId }),
    queryKey: ['revision', dealerId],
    refetchInterval: hasSocket ? POLL_BESIDE_SOCKET_MS : POLL_MS,
    staleTime: 0,
  });
  useEffect(() => {
    if (!data) return;
    if (before.current) follow(queries, dealerId, new Set(changedIn(before.current, data)));
    before.current = data;
  }, [data, dealerId, queries]);
};
