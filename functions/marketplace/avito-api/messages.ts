import * as z from 'zod';
import type { Code } from '#messages/reason.ts';
import CODES from './message-codes.json' with { type: 'json' };
import type { Message } from './schemas.ts';

/** Who can do something about a message. */
export const CONCERNED = ['host', 'dealer', 'list', 'marketplace', 'integrator'] as const;

/** What is known of a code. Avito publishes no dictionary: the table grows with what loads say. */
export const KnownCode = z.strictObject({
  /** The sentence, and what to do. */
  reason: z.string(),
  concerns: z.enum(CONCERNED),
  /** The feed's tag that it is about, where it is always the same. */
  field: z.string().optional(),
});
export type KnownCode = z.infer<typeof KnownCode> & { reason: Code };

const KNOWN = z.record(z.string(), KnownCode).parse(CODES) as Record<string, KnownCode>;

/** What is known of a code; null where nothing is. */
export const knownCode = (code: string | null): KnownCode | null =>
  code === null ? null : (KNOWN[code] ?? null);

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
  laquo: '«',
  raquo: '»',
};

/** Ten digits and more, however they are parted; a price has fewer. */
const PHONE = /\+?\d(?:[\s().-]{0,3}\d){9,14}/g;
const MAIL = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/g;

const MOST_CHARACTERS = 500;

/** A message as text: links and other markup are taken out, and contacts that it may quote. */
export const plainMessage = (text: string | null): string =>
  (text ?? '')
    .slice(0, 8 * MOST_CHARACTERS)
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&(#?\w{1,8});/g, (entity, name) => ENTITIES[name] ?? entity)
    .replaceAll(MAIL, '…')
    .replaceAll(PHONE, '…')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, MOST_CHARACTERS);

/** A message without its markup and contacts. */
export const cleaned = ({ code, type, title, description }: Message) => ({
  code,
  type,
  title: plainMessage(title),
  description: plainMessage(description),
});
