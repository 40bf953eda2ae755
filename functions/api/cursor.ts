import { createHmac } from 'node:crypto';
import { ProblemAnswer } from './problem.ts';
import { isSame } from './same.ts';

/** What a cursor holds for: another list, dealer or query does not take it. */
const signatureOf = (place: string, asked: string, key: string): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([place, asked]))
    .digest('base64url');

/** A place in a list as callers carry it: they can neither read another dealer's by it nor make one up. */
export const cursorFor = (place: string, asked: string, key: string): string =>
  `${Buffer.from(place).toString('base64url')}.${signatureOf(place, asked, key)}`;

/** The place that a cursor names. Throws `ProblemAnswer` for one that is not of this list and query. */
export const placeIn = (cursor: string, asked: string, key: string): string => {
  const [given = '', signature = ''] = cursor.split('.');
  const place = Buffer.from(given, 'base64url').toString('utf8');
  if (isSame(signature, signatureOf(place, asked, key))) return place;
  throw new ProblemAnswer({
    ...{ type: 'cursor-wrong', title: 'This cursor is of another list', status: 400 },
    detail: 'Begin without one, with the same query.',
  });
};
