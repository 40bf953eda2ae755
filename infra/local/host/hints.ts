import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { countAll } from '#desk/hints/revisions.ts';
import type { Lines } from '#shared/aws/gateway-lines.ts';
import { allDealers } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
import type { Address } from '#shared/table/keys.ts';
import { openSocket, tellChanges } from '../../../functions/api/hints/sockets.ts';

/** Where pages of this machine listen. */
export const HINTS = '/api/hints';

/** What is written within that time is told at once: a stage writes many records. */
const TOGETHER_MS = 100;

/** Nothing is asked for here: pages listen. */
const LONGEST_MESSAGE_BYTES = 1_024;

/** Our own number for whoever may no longer listen, or has too many pages open. */
const CLOSED_BY_US = 4001;

/** The open pages of this machine. */
export interface LocalHints {
  /** Lets a page listen that has a ticket; all others are told 401. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  /** Has the pages told of what was written in the table. */
  written(addresses: Address[]): void;
  /** What was written while nobody watched counts as changed. */
  begin(): Promise<void>;
  close(): Promise<void>;
}

const linesOf = (open: Map<string, WebSocket>): Lines => ({
  send: async (socketId, text) => {
    const socket = open.get(socketId);
    socket?.send(text);
    return socket !== undefined;
  },
  hangUp: async (socketId) => open.get(socketId)?.close(CLOSED_BY_US),
});

const refuse = (socket: Duplex): void =>
  void socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');

const ticketIn = ({ url = '' }: IncomingMessage): string =>
  new URL(url, 'http://localhost').searchParams.get('ticket') ?? '';

/** Tells what has gathered, then what has gathered meanwhile. */
const tellerOn = (lines: Lines, connected: Promise<Ports>) => {
  const closing = new AbortController();
  const { signal } = closing;
  let gathered: Address[] = [];
  let atWork: Promise<void> | null = null;
  const tellAll = async () => {
    const ports = await connected;
    while (gathered.length > 0) {
      await setTimeout(TOGETHER_MS, undefined, { ref: false, signal }).catch(() => {});
      if (signal.aborted) return;
      const told = gathered;
      gathered = [];
      await tellChanges(told, lines, ports).catch(console.error);
    }
  };
  return {
    written: (addresses: Address[]) => {
      gathered.push(...addresses);
      atWork ??= tellAll().finally(() => {
        atWork = null;
      });
    },
    /** Nothing is told any more; ends once nothing asks the table either. */
    close: async () => {
      closing.abort();
      await atWork;
    },
  };
};

export const localHints = (connected: Promise<Ports>): LocalHints => {
  const server = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE_BYTES });
  const open = new Map<string, WebSocket>();
  const lines = linesOf(open);
  const teller = tellerOn(lines, connected);

  const keep = async (socketId: string, dealerId: string, socket: WebSocket) => {
    open.set(socketId, socket);
    // What a page does wrong ends its socket, and is no matter of ours.
    socket.on('error', () => {});
    socket.on('close', async () => {
      open.delete(socketId);
      await (await connected).table.openSockets.remove({ dealerId, socketId }).catch(console.error);
    });
  };

  return {
    upgrade: async (request, socket, head) => {
      socket.on('error', () => {});
      const socketId = randomUUID();
      const opened = await openSocket({ socketId, ticket: ticketIn(request) }, lines, await connected);
      if (!opened) return refuse(socket);
      server.handleUpgrade(request, socket, head, (page) => void keep(socketId, opened.dealerId, page));
    },
    written: teller.written,
    begin: async () => {
      const ports = await connected;
      for (const { id } of await allDealers(ports)) await countAll(id, ports);
    },
    close: async () => {
      for (const socket of open.values()) socket.removeAllListeners('close').terminate();
      await teller.close();
    },
  };
};
