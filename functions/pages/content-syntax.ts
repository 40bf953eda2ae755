/**
 * What each operator of a content stream takes (ISO 32000-2, annex A): n a number, s a string, a an array, / a name;
 * null for those that take what the colour space or the marking asks.
 */
const OPERANDS: Readonly<Record<string, string | null>> = {
  ...{ q: '', Q: '', cm: 'nnnnnn', w: 'n', J: 'n', j: 'n', M: 'n', d: 'an', ri: '/', i: 'n', gs: '/' },
  ...{ m: 'nn', l: 'nn', c: 'nnnnnn', v: 'nnnn', y: 'nnnn', h: '', re: 'nnnn' },
  ...{ S: '', s: '', f: '', F: '', 'f*': '', B: '', 'B*': '', b: '', 'b*': '', n: '', W: '', 'W*': '' },
  ...{ BT: '', ET: '', Tc: 'n', Tw: 'n', Tz: 'n', TL: 'n', Tf: '/n', Tr: 'n', Ts: 'n' },
  ...{ Td: 'nn', TD: 'nn', Tm: 'nnnnnn', 'T*': '', Tj: 's', TJ: 'a', "'": 's', '"': 'nns' },
  ...{ CS: '/', cs: '/', SC: null, SCN: null, sc: null, scn: null },
  ...{ G: 'n', g: 'n', RG: 'nnn', rg: 'nnn', K: 'nnnn', k: 'nnnn', sh: '/', Do: '/' },
  ...{ MP: null, DP: null, BMC: null, BDC: null, EMC: '', BX: '', EX: '', d0: 'nn', d1: 'nnnnnn' },
};

/** White, then a number, a name, a string of hexadecimal digits, a bracket, a word or a note. */
const TOKEN =
  /[\0\t\n\f\r ]*(?:([+-]*(?:\d+(?:\.\d*)?|\.\d+)(?![^\0\t\n\f\r ()<>[\]{}/%]))|(\/[^\0\t\n\f\r ()<>[\]{}/%]*)|(<[0-9A-Fa-f\t\n\f\r ]*>)|(<<|>>|\[|\]|\()|([^\0\t\n\f\r ()<>[\]{}/%]+)|(%[^\r\n]*)|$)/y;
const VALUES = new Set(['true', 'false', 'null']);
/** Text that is shown in a note's stead: a percent sign has got before its operators. */
const SILENCED = /[>)\]]\s?T[jJ](?=[\s\0]|$)/;
/** Between the key of an inline picture's bytes and the word that ends them. */
const INLINE_END = /[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)/g;

/**
 * True where a content stream breaks its own syntax: an operator nobody knows, one with other operands than it takes, a
 * string or an array without end. An engine passes over what it cannot understand, and says nothing.
 */
export function breaksSyntax(content: string): boolean {
  const stack: Stack = { operands: '', depth: 0, isText: false };
  for (let at = 0; at < content.length; ) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(content);
    if (!found) return true;
    const [, number, name, hex, mark, word, note] = found;
    at = TOKEN.lastIndex;
    if (number) push(stack, 'n');
    else if (name) push(stack, '/');
    else if (hex) push(stack, 's');
    else if (mark === '(') at = pushString(stack, content, at);
    else if (mark) nest(stack, mark);
    else if (word === 'BI') at = endOfPicture(content, at);
    else if (word) operate(stack, word);
    if (at < 0 || stack.depth < 0 || (note && SILENCED.test(note))) return true;
  }
  return stack.depth > 0 || stack.operands !== '';
}

/** What stands before an operator, a letter an operand; less than no depth where the syntax is broken. */
interface Stack {
  operands: string;
  depth: number;
  /** Between BT and ET. */
  isText: boolean;
}

const BROKEN = -1;

function push(stack: Stack, kind: string): void {
  if (stack.depth === 0) stack.operands += kind;
}

function nest(stack: Stack, mark: string): void {
  stack.depth += mark === '[' || mark === '<<' ? 1 : -1;
  if (mark === ']' || mark === '>>') push(stack, mark === ']' ? 'a' : 'd');
}

function pushString(stack: Stack, content: string, from: number): number {
  push(stack, 's');
  return endOfString(content, from);
}

function operate(stack: Stack, word: string): void {
  if (VALUES.has(word)) {
    push(stack, 'n');
    return;
  }
  const taken = Object.hasOwn(OPERANDS, word) ? OPERANDS[word] : undefined;
  const fits = taken === null || (taken === stack.operands && taken !== undefined);
  const isNested = word === 'BT' && stack.isText;
  if (!fits || isNested || stack.depth > 0) stack.depth = BROKEN;
  if (word === 'BT' || word === 'ET') stack.isText = word === 'BT';
  stack.operands = '';
}

/** Behind the bytes of a picture that stands in the stream itself. */
function endOfPicture(content: string, from: number): number {
  INLINE_END.lastIndex = from;
  return INLINE_END.exec(content) ? INLINE_END.lastIndex : BROKEN;
}

/** Behind the bracket that closes a string; -1 where none does. */
function endOfString(content: string, from: number): number {
  let depth = 1;
  for (let at = from; at < content.length; at++) {
    const letter = content[at];
    if (letter === '\\') at += 1;
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return BROKEN;
}
