import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Address } from '#shared/table/keys.ts';
import { changeAt } from '#shared/table/topics.ts';

/** A key or a record as the wire has it. */
type Wired = Record<'PK' | 'SK', { S: string }>;

interface Written {
  Key?: Wired;
  Item?: Wired;
  RequestItems?: Record<string, { PutRequest?: { Item: Wired }; DeleteRequest?: { Key: Wired } }[]>;
}

const WRITES = /\.(?:PutItem|UpdateItem|DeleteItem|BatchWriteItem)$/;

const keyOf = ({ PK, SK }: Wired): Address => ({ PK: PK.S, SK: SK.S });

const addressesIn = ({ Key, Item, RequestItems = {} }: Written): Address[] =>
  [
    ...[Key, Item],
    ...Object.values(RequestItems)
      .flat()
      .map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key),
  ]
    .filter((wired) => wired !== undefined)
    .map(keyOf);

/** Of what no page shows nothing is told: that is most of what is written. */
const isTold = ({ PK, SK }: Address): boolean => PK === 'SHARED#MEMBERS' || changeAt({ PK, SK }) !== null;

const watch = (request: IncomingMessage, response: ServerResponse, tell: (written: Address[]) => void) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('finish', () => {
    if (response.statusCode !== 200) return;
    const told = addressesIn(JSON.parse(Buffer.concat(chunks).toString('utf8'))).filter(isTold);
    if (told.length > 0) tell(told);
  });
};

/** Tells where a server of DynamoDB's protocol has written or removed something: what the cloud's streams are for. */
export const watchWrites = (server: Server, tell: (written: Address[]) => void): void =>
  void server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    if (WRITES.test(String(request.headers['x-amz-target']))) watch(request, response, tell);
  });
