const MASK = '********';

/** Names of what nobody may read in a log, however they are written: `apiKey`, `API-KEY`, `ftp_password`. */
const SECRET_NAME =
  /passw(or)?d|passphrase|secret(?!name)|apikey|accesskey|privatekey|authorization|credential|(^|access|refresh|session|security|bearer|auth|id)token$/;

const isSecretName = (key: string): boolean => SECRET_NAME.test(key.toLowerCase().replaceAll(/[^a-z]/g, ''));

/** `ftp://user:password@host`, `password=…`, `"token": "…"`, `Bearer …` inside a text. */
const IN_TEXT: [pattern: RegExp, replacement: string][] = [
  [/(\w+:\/\/[^\s:@/]*):[^\s/"\\]+@/g, `$1:${MASK}@`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MASK}`],
  [/((?:password|passwd|secret|token|api[_-]?key)["']?\s*[=:]\s*["']?)[^\s"',;&}]+/gi, `$1${MASK}`],
];

/** A text without the passwords and tokens that it quotes in forms known to all. */
export const maskText = (text: string): string =>
  IN_TEXT.reduce((masked, [pattern, replacement]) => masked.replaceAll(pattern, replacement), text);

/**
 * A replacer for `JSON.stringify`, which asks it at every depth: a value under a secret's name becomes
 * '********' whatever it is, and texts lose the secrets they quote (S0-64, C17). Counts of tokens stay.
 */
export const maskSecrets = (key: string, value: unknown): unknown => {
  if (value !== null && value !== undefined && isSecretName(key)) return MASK;
  return typeof value === 'string' ? maskText(value) : value;
};

/** Addresses of people and their numbers, such as `+7 900 123-45-67`, wherever a text quotes them. */
const PERSONAL: readonly RegExp[] = [
  /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g,
  /\+\d[\d ()-]{8,20}\d/g,
];

/** `maskSecrets` for logs, which nobody reads to find people: their addresses and numbers are masked, too (S3-20). */
export const maskForLog = (key: string, value: unknown): unknown => {
  const masked = maskSecrets(key, value);
  return typeof masked === 'string'
    ? PERSONAL.reduce((text, pattern) => text.replaceAll(pattern, MASK), masked)
    : masked;
};

/** Fewer letters of it tell nothing, and would be found in any word. */
const SHORTEST_PIECE = 4;

/** What a longer text in Base64 shows of a secret in its middle, at each of the three places it may begin. */
const insideBase64 = (secret: string): string[] =>
  [0, 1, 2]
    .map((before) => {
      const text = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
      const [first, end] = [Math.ceil((before * 4) / 3), Math.floor((text.byteLength * 4) / 3)];
      return text.toString('base64').slice(first, end);
    })
    .filter((piece) => piece.length >= SHORTEST_PIECE);

/** How hosts and libraries write what they were sent. */
const formsOf = (secret: string): string[] => {
  const base64 = [Buffer.from(secret).toString('base64'), ...insideBase64(secret)];
  return [
    secret,
    Buffer.from(secret).toString('latin1'),
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll('%20', '+'),
    Buffer.from(secret).toString('hex'),
    ...base64,
    ...base64.map((piece) => piece.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')),
  ];
};

const NO_WORD = /([^\p{L}\p{N}]+)/u;

/** Hosts that parse quotes or blanks drop some of them, others escape them. */
const anyOf = (signs: string): string => `[${[...signs, '\\'].map(RegExp.escape).join('')}]*`;

/** The secret by its letters and digits, between them any of its own signs; none where too few letters would be left. */
const looseForms = (secret: string): RegExp[] => {
  const parts = secret.split(NO_WORD);
  const words = parts.filter((_, place) => place % 2 === 0).join('');
  if (words.length < SHORTEST_PIECE) return [];
  const pattern = parts.map((part, place) => (place % 2 === 0 ? RegExp.escape(part) : anyOf(part)));
  return [new RegExp(pattern.join(''), 'giu')];
};

/** A text of another system without a secret that it was sent, however it writes it. */
export const withoutSecret = (text: string, secret: string): string => {
  const forms = formsOf(secret).sort((one, other) => other.length - one.length);
  return [...forms.map((form) => new RegExp(RegExp.escape(form), 'gi')), ...looseForms(secret)].reduce(
    (masked, pattern) => masked.replaceAll(pattern, MASK),
    text,
  );
};
