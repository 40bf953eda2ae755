const MASK = '********';

/** Names of what nobody may read in a log, however they are written: `apiKey`, `API-KEY`, `ftp_password`. */
const SECRET_NAME =
  /passw(or)?d|passphrase|secret(?!name)|apikey|accesskey|privatekey|authorization|credential|(^|access|refresh|session|security|bearer|auth|id)token$/;

const isSecretName = (key: string): boolean => SECRET_NAME.test(key.toLowerCase().replaceAll(/[^a-z]/g, ''));

/** `ftp://user:password@host`, `password=…`, `"token": "…"`, `Bearer …` inside a text. */
const IN_TEXT: [pattern: RegExp, replacement: string][] = [
  [/(\w+:\/\/[^\s:@/]+):[^\s@/]+@/g, `$1:${MASK}@`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MASK}`],
  [/((?:password|passwd|secret|token|api[_-]?key)["']?\s*[=:]\s*["']?)[^\s"',;&}]+/gi, `$1${MASK}`],
];

const maskText = (text: string): string =>
  IN_TEXT.reduce((masked, [pattern, replacement]) => masked.replaceAll(pattern, replacement), text);

/**
 * A replacer for `JSON.stringify`, which asks it at every depth: a value under a secret's name becomes
 * '********' whatever it is, and texts lose the secrets they quote (S0-64, C17). Counts of tokens stay.
 */
export const maskSecrets = (key: string, value: unknown): unknown => {
  if (value !== null && value !== undefined && isSecretName(key)) return MASK;
  return typeof value === 'string' ? maskText(value) : value;
};
