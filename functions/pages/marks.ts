import { PACKAGES } from '#reference/lexicon/packages.ts';
import { unionOf } from './box.ts';
import { modelCode } from './model-code.ts';
import type { Doubt, Mark, Word } from './page.ts';
import type { Run } from './text-runs.ts';

/** How far a mark may stand from the text it belongs to, in ems of that text; one of its size touches it. */
const FARTHEST = 0.4;
const TOUCHING = 0.15;
const OVERLAP = -0.25;
/** A mark is this much smaller than its text, or stands this much off its baseline, in ems. */
const SMALLER = 0.82;
/** What is smaller still beside a text stands at another one: a stamp over the page is ten times as large as what it lies upon. */
const SMALLEST = 0.25;
/** Radians; what stands so aslant to one another is no text and its mark. */
const ASLANT = 0.1;
const AS_LARGE = 1.1;
/** A figure that differs less in size from those before it may be one of them. */
const SAME_SIZE = 0.97;
const OFF_LINE = 0.12;
/** What stands farther off is another line's. */
const OTHER_LINE = 0.75;
const LONGEST = 8;

/** "1", "12", "1)", "(1)", "a)", "b", "*", "†", "1,2", "1) 2)", "TM". */
const SIGN = String.raw`[*†‡§#®™©]{1,4}|[(\[]?(?:\d{1,2}|\p{L})[)\]]?`;
const SIGNS = new RegExp(
  String.raw`^(?:(?:${SIGN})(?:(?:[\s,;]{1,3}|(?<=[)*†‡]))(?:${SIGN})){0,8}|TM|\(R\))$`,
  'u',
);
/** What is set small or raised and yet a part of the text: a plus, quotes for inches, ordinals, cents, even amounts, currencies. */
const PART = /^(?:\+|["”″'’]+|st|nd|rd|th|[.,]\d\d?|[.,:]?[-–—]{1,2}|€|[A-Z]{3}|kr\.?|₽)$/u;
const UNIT = /(?<!\p{L})(?:mm|cm|dm|m|km|in|ft|мм|см|м)$/iu;
const RAISED_CHARACTERS = /[\u00B2\u00B3\u00B9\u2070-\u207F\u1D43-\u1D4D\u1D4F-\u1D5B]+/gu;

/** Where a sign stands at a text. */
interface Placed {
  /** The text the sign stands at, up to it or from it on. */
  host: string;
  sign: string;
  side: 'before' | 'behind';
  isRaised: boolean;
  /** True where nothing but a little of its size tells it from its text. */
  isAlike?: boolean;
}

/** What becomes of the sign: `joined` is what the text reads with it, null where it is set aside. */
interface Verdict {
  joined: string | null;
  isUnclear: boolean;
}

const ASIDE: Verdict = { joined: null, isUnclear: false };
const UNCLEAR: Verdict = { joined: null, isUnclear: true };

const LETTER = /^\p{L}$/u;

/** Tells a mark ("8490¹") from what belongs to its text ("m²", "T³", "8490⁰⁰"); null for what is neither. */
export function judged({ host, sign, side, isRaised, isAlike }: Placed): Verdict | null {
  if (isAlike) return /\d/.test(sign) && /\d/.test(host) ? UNCLEAR : null;
  if (side === 'behind' && PART.test(sign)) return isRaised ? joinedTo(host, sign) : null;
  if (!SIGNS.test(sign) || (LETTER.test(sign) && !isRaised)) return null;
  if (side === 'before') return ASIDE;
  const mayBeFigure = /^\d/.test(sign) && !isRaised && /\p{L}$/u.test(host) && !modelCode(host);
  return behindWord(host, sign) ?? behindFigures(host, sign) ?? (mayBeFigure ? UNCLEAR : ASIDE);
}

const joinedTo = (host: string, sign: string, isUnclear = false): Verdict => ({
  joined: host + sign,
  isUnclear,
});

/** A unit's power, a package's name, and what makes a code of the word before it, belong to the text. */
function behindWord(host: string, sign: string): Verdict | null {
  const word = /\S*$/u.exec(host + sign)?.[0] ?? '';
  if (UNIT.test(host) && /^[23]$/.test(sign)) return joinedTo(host, sign);
  if (word.toUpperCase() in PACKAGES) return joinedTo(host, sign);
  const makesCode = modelCode(word) && !modelCode(word.slice(0, -sign.length));
  return makesCode ? joinedTo(host, sign, true) : null;
}

/** Two figures behind an amount may be its cents as well as the number of a note; of what divides a fraction nobody can tell. */
function behindFigures(host: string, sign: string): Verdict | null {
  if (/[/⁄]$/.test(host)) return joinedTo(host, sign, true);
  if (/\d[.,]$/.test(host)) return /^\d\d?$/.test(sign) ? joinedTo(host, sign) : UNCLEAR;
  if (!/^\d\d$/.test(sign) || !/\d$/.test(host) || /\d[.,]\d\d$/.test(host)) return null;
  return sign === '00' ? { joined: `${host},00`, isUnclear: false } : UNCLEAR;
}

/** The text without the raised characters that Unicode has, where they are marks; for texts that are no words of a page. */
export function withoutRaised(text: string): { text: string; marks: string[]; isUnclear: boolean } {
  const marks: string[] = [];
  let isUnclear = false;
  const plain = text.replace(RAISED_CHARACTERS, (raised, at: number) => {
    const sign = raised.normalize('NFKC').replaceAll('−', '-');
    const host = text.slice(0, at);
    const side = /\S$/u.test(host) ? 'behind' : 'before';
    const verdict = judged({ host, sign, side, isRaised: true });
    isUnclear ||= verdict?.isUnclear ?? false;
    if (!verdict || verdict.joined !== null) return keptAs(raised, host, verdict);
    marks.push(sign);
    return '';
  });
  return { text: plain, marks, isUnclear };
}

/** A square stays the sign it is; what is a figure of a code, a package or an amount is read as one. */
const keptAs = (raised: string, host: string, verdict: Verdict | null): string =>
  !verdict?.joined || UNIT.test(host) ? raised : verdict.joined.slice(host.length);

/** The runs of a page as words, raised, lowered and small signs set aside as marks of the word they stand at. */
export function withMarksAside(runs: readonly Run[]): Word[] {
  const hosts = new Map<Run, Word>();
  const taken = new Set<Run>();
  const mayBeMark = ({ word }: Run) =>
    word.text.length <= LONGEST && (SIGNS.test(word.text) || PART.test(word.text));
  for (const sign of runs.filter(mayBeMark)) {
    const found = hostOf(sign, runs, taken);
    const verdict = found && judged({ ...found, host: (hosts.get(found.run) ?? found.run.word).text });
    if (!found || !verdict) continue;
    taken.add(sign);
    hosts.set(found.run, withSign(hosts.get(found.run) ?? found.run.word, sign.word, verdict));
  }
  return runs.filter((run) => !taken.has(run)).map((run) => unraised(hosts.get(run) ?? run.word));
}

interface Found extends Omit<Placed, 'host'> {
  run: Run;
  gap: number;
}

/** The text that a sign touches; that before it rather than that behind it. */
function hostOf(sign: Run, runs: readonly Run[], taken: ReadonlySet<Run>): Found | null {
  let best: Found | null = null;
  for (const run of runs) {
    if (run === sign || !runAlike(run.word, sign.word) || taken.has(run)) continue;
    if (sign.word.visible && !run.word.visible) continue;
    const found = standsAt(sign, run);
    if (found && (!best || isNearer(found, best))) best = found;
  }
  return best;
}

/** In one direction. */
const runAlike = (one: Word, other: Word): boolean =>
  one.turns === other.turns && Math.abs((one.askew ?? 0) - (other.askew ?? 0)) < ASLANT;

const isNearer = (one: Found, other: Found): boolean =>
  one.side === other.side ? Math.abs(one.gap) < Math.abs(other.gap) : one.side === 'behind';

/** How a sign stands at a text; null where it stands elsewhere, or is as any of its letters. */
function standsAt(sign: Run, run: Run): Found | null {
  const em = run.word.fontSize;
  const size = sign.word.fontSize / em;
  const rise = (run.extent.across - sign.extent.across) / em;
  const behind = (sign.extent.start - run.extent.end) / em;
  const before = (run.extent.start - sign.extent.end) / em;
  const gap = Math.max(behind, before);
  const isSmall = size < SMALLER;
  const isAlike = !isSmall && Math.abs(rise) <= OFF_LINE;
  if (Math.abs(rise) > OTHER_LINE || size < SMALLEST || size > (isAlike ? SAME_SIZE : AS_LARGE)) return null;
  if (gap < OVERLAP || gap > (isSmall ? FARTHEST : TOUCHING)) return null;
  const side = behind > before ? 'behind' : 'before';
  return { run, gap, side, sign: sign.word.text, isRaised: rise > OFF_LINE, isAlike };
}

function withSign(host: Word, sign: Word, { joined, isUnclear }: Verdict): Word {
  if (!sign.visible) return host;
  const own: readonly Doubt[] = isUnclear ? ['mark-unclear'] : [];
  if (joined === null)
    return { ...host, ...withDoubts(host, own), marks: [...(host.marks ?? []), markOf(sign)] };
  const added = joined.length - host.text.length;
  const starts = Array.from({ length: added }, (_, at) => sign.starts[at] ?? sign.box[0]);
  return {
    ...host,
    ...withDoubts(host, [...own, ...(sign.doubts ?? [])]),
    text: joined,
    starts: [...host.starts, ...starts],
    box: unionOf([host.box, sign.box]),
  };
}

const withDoubts = ({ doubts = [] }: Word, more: readonly Doubt[]): Pick<Word, 'doubts'> =>
  more.length === 0 ? {} : { doubts: [...new Set([...doubts, ...more])] };

const markOf = ({ text, box }: Word): Mark => ({ text, box });

/** A run without the raised characters that Unicode has. */
function unraised(word: Word): Word {
  if (word.text.search(RAISED_CHARACTERS) < 0) return word;
  const { text, marks, isUnclear } = withoutRaised(word.text);
  if (text === '' || (marks.length === 0 && !isUnclear && text === word.text)) return word;
  const set = [...(word.marks ?? []), ...marks.map((mark): Mark => ({ text: mark, box: word.box }))];
  return {
    ...word,
    ...(isUnclear && withDoubts(word, ['mark-unclear'])),
    ...{ text, starts: startsOf(word, text) },
    ...(set.length > 0 && { marks: set }),
  };
}

/** Where the characters that are left begin: those before and behind what was taken out keep their places. */
function startsOf(word: Word, text: string): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    const found = word.text.indexOf(character, at);
    for (let unit = 0; unit < character.length; unit++)
      starts.push(word.starts[(found < 0 ? at : found) + unit] ?? word.box[2]);
    if (found >= 0) at = found + character.length;
  }
  return starts;
}
