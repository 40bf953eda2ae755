import { ServiceRefused } from '#shared/errors.ts';
import { withoutSecret } from '#shared/masking.ts';

/** What an answer that is no success says of itself. */
export interface Decoded {
  status: number;
  /** Avito's own, where it has one. */
  code: string | null;
  message: string;
  /** The first 500 characters of the body, without secrets. */
  body: string;
}

const MOST_CHARACTERS = 500;

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

const parsed = (text: string): Record<string, unknown> => {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
};

const said = (...values: unknown[]): string =>
  values.find((value): value is string => typeof value === 'string' && value.trim() !== '')?.trim() ?? '';

const codeOf = (...values: unknown[]): string | null => {
  const code = values.find((value) => typeof value === 'number' || typeof value === 'string');
  return code === undefined ? null : String(code);
};

/** A page of a gateway, in words. */
const withoutMarkup = (body: string): string =>
  body
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/**
 * What went wrong, of any of the shapes that Avito's services and gateways answer in: `{error: {code, message}}`,
 * `{code, message}`, `{result: {message}}`, `{error, error_description}`, HTML, or nothing. It never throws.
 */
export const decodeError = (status: number, text: string, secrets: readonly string[] = []): Decoded => {
  const clean = secrets.reduce(
    (body, secret) => withoutSecret(body, secret),
    text.slice(0, 20 * MOST_CHARACTERS),
  );
  const body = clean.slice(0, MOST_CHARACTERS);
  const answer = parsed(clean);
  const [error, result] = [fieldsOf(answer.error), fieldsOf(answer.result)];
  const told = said(error.message, answer.message, result.message, answer.error_description, answer.error);
  const code = codeOf(error.code, answer.code, typeof answer.error === 'string' ? answer.error : undefined);
  return {
    status,
    code,
    message: (told || withoutMarkup(body) || `answer ${status}`).slice(0, MOST_CHARACTERS),
    body,
  };
};

/** Why the API will not do what it was asked. */
export type RefusalKind =
  /** Keys, rights or the account: a person has to look. */
  | 'access'
  /** Nothing is there. */
  | 'absent'
  /** The method was switched off. */
  | 'gone'
  /** A limit, for what is not asked again by itself. */
  | 'limit'
  /** The request is wrong. */
  | 'request'
  /** Something was sent, and nobody knows what came of it. */
  | 'unclear';

const KINDS: Record<number, RefusalKind> = {
  401: 'access',
  403: 'access',
  404: 'absent',
  410: 'gone',
  429: 'limit',
};

/** An answer that no further asking changes. */
export class AvitoRefused extends ServiceRefused {
  readonly kind: RefusalKind;
  readonly decoded: Decoded;

  constructor(path: string, decoded: Decoded, kind: RefusalKind = KINDS[decoded.status] ?? 'request') {
    const { status, message } = decoded;
    super(`Avito answers ${status || 'nothing'} to ${path}: ${message}`, {
      stage: 'verdict',
      details: { path, ...decoded },
    });
    this.kind = kind;
    this.decoded = decoded;
  }
}
