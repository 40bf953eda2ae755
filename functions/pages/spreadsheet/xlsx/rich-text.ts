import { judged } from '../../marks.ts';
import type { Doubt } from '../../page.ts';
import { tidy } from '../../text.ts';
import { type LeftOutText, type Look, PLAIN_LOOK, type SheetCell } from '../sheet.ts';
import { type Sight, sightOf } from '../sight.ts';
import { fontOver, type Palette, type WrittenFont } from './look-elements.ts';
import type { CellString, Run } from './shared-strings.ts';

/** What a person sees of a cell, and what the cell says besides. */
export type Seen = Pick<SheetCell, 'text' | 'doubts' | 'marks' | 'leftOut'>;

/** A run as it looks. */
interface Part {
  text: string;
  vertical: WrittenFont['vertical'];
  struck: boolean;
  sight: Sight;
  fontSize: number;
}

/** A sign is this much smaller than the text it stands at. */
const SMALLER = 0.82;
const ENDS_IN_WORD = /[\p{L}\d]$/u;
const BEGINS_IN_WORD = /^[\p{L}\d]/u;

/**
 * A cell's text as it shows. Runs that nobody sees, and struck ones beside others that are not, are left out; a
 * raised, lowered or smaller sign is no part of the text it stands at. What may be meant otherwise is doubted.
 */
export function seenText(content: CellString, look: Look, palette: Palette): Seen {
  const parts = (typeof content === 'string' ? [{ text: content, font: null }] : content)
    .filter(({ text }) => text !== '')
    .map((run) => partOf(run, look, palette));
  const shown = parts.filter(({ sight, text }) => sight !== 'unseen' || tidy(text) === '');
  const isStruck = shown.every(({ struck, text }) => struck || tidy(text) === '');
  const kept = isStruck ? shown : shown.filter(({ struck }) => !struck);
  const { text, marks, isUnclear } = withSignsAside(kept);
  const doubts: Doubt[] = [
    ...(kept.some(({ sight }) => sight === 'faint') ? (['faint'] as const) : []),
    ...(kept.some(({ struck }) => struck) || cutsWord(shown) ? (['struck'] as const) : []),
    ...(isUnclear ? (['mark-unclear'] as const) : []),
  ];
  const leftOut = [
    ...leftOutTexts(parts, 'unseen', (part) => !shown.includes(part)),
    ...leftOutTexts(shown, 'struck', (part) => !kept.includes(part)),
  ];
  return {
    text: tidy(text),
    ...(doubts.length > 0 && { doubts }),
    ...(marks.length > 0 && { marks }),
    ...(leftOut.length > 0 && { leftOut }),
  };
}

/** A run with a font of its own has nothing of the cell's but its place. */
function partOf({ text, font }: Run, look: Look, palette: Palette): Part {
  const base = { ...PLAIN_LOOK, ground: look.ground, fontSize: look.fontSize };
  const own = font ? fontOver(font, base, palette) : look;
  return {
    ...{ text, vertical: font?.vertical ?? null, struck: own.struck },
    ...{ sight: sightOf(own), fontSize: own.fontSize },
  };
}

function leftOutTexts(
  parts: readonly Part[],
  why: LeftOutText['why'],
  isLeftOut: (part: Part) => boolean,
): LeftOutText[] {
  const text = tidy(
    parts
      .filter(isLeftOut)
      .map((part) => part.text)
      .join(' '),
  );
  return text === '' ? [] : [{ text, why }];
}

/** A line that runs through a part of a word or number strikes out neither it nor the rest for sure. */
const cutsWord = (parts: readonly Part[]): boolean =>
  parts.some(
    (part, index) =>
      part.struck !== (parts[index - 1]?.struck ?? part.struck) &&
      ENDS_IN_WORD.test(parts[index - 1]?.text ?? '') &&
      BEGINS_IN_WORD.test(part.text),
  );

interface WithoutSigns {
  text: string;
  marks: string[];
  isUnclear: boolean;
}

/** The text of runs, one after another, with the signs among them set aside; where nothing else stands they are the text. */
function withSignsAside(parts: readonly Part[]): WithoutSigns {
  const size = Math.max(0, ...parts.filter(isOnLine).map(({ fontSize }) => fontSize));
  const read: WithoutSigns = { text: '', marks: [], isUnclear: false };
  for (const [index, part] of parts.entries()) {
    const isSign = part.vertical || part.fontSize < size * SMALLER;
    if (isSign && size > 0) addSign(read, part, parts[index + 1]);
    else read.text += part.text;
  }
  return read;
}

/** Figures of another size behind a number are its own or not. */
const growsNumber = (host: string, sign: string): boolean => /\d$/.test(host) && /^\d/.test(sign);

const isOnLine = ({ vertical, text }: Part): boolean => !vertical && tidy(text) !== '';

function addSign(read: WithoutSigns, { text, vertical }: Part, next: Part | undefined): void {
  const host = read.text.trimEnd();
  const places = { sign: tidy(text), isRaised: vertical === 'superscript' };
  const isApart = read.text !== host || /^\s/.test(text);
  const verdict =
    host === '' || (isApart && !vertical)
      ? judged({ ...places, host: next?.text ?? '', side: 'before' })
      : judged({ ...places, host, side: 'behind' });
  read.isUnclear ||= verdict?.isUnclear ?? (vertical !== null || growsNumber(host, places.sign));
  if (!verdict) read.text += text;
  else if (verdict.joined !== null) read.text = verdict.joined;
  else read.marks.push(places.sign);
}
