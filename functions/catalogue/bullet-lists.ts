import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { LIST_HEADINGS, type ListField } from '#reference/catalogue/page-headings.ts';
import { joinLines, lettersOf } from '#reference/measures/printed-text.ts';
import type { Segment } from './segments.ts';

/** The lists above a model page's table, by the heading they stand under. */
export type BulletLists = Partial<Record<ListField, string[]>>;

interface Heading {
  field: ListField | null;
  segment: Segment;
}

/** The segments of one entry; the first begins with the bullet. */
type Bullet = [first: Segment, ...more: Segment[]];

/** Points: how far a list may hang left of its heading, its second lines be indented, headings be out of line. */
const ALIGNED = 4;
const INDENT = 10;
const SAME_HEIGHT = 10;
/** The signs that entries begin with; a dash only before a space. */
export const BULLET = /^(?:[•●▪■◦‣·∙»✓✔]|[-–—](?=\s))\s*/u;
/** In ems. */
const NEXT_LINE = 0.6;

const FIELD_BY_LETTERS = new Map<string, ListField>(
  (Object.entries(LIST_HEADINGS) as [ListField, readonly string[]][]).flatMap(([field, headings]) =>
    headings.map((heading) => [lettersOf(heading), field] as const),
  ),
);

/** Reads the lists, one of several columns column by column; see `listProblems` for those left out. */
export function bulletLists(segments: readonly Segment[]): BulletLists {
  const headings = segments.flatMap(headingOf);
  const lists: BulletLists = {};
  for (const bullet of bulletsIn(segments)) {
    const field = headingOver(bullet[0], headings)?.field;
    if (field) lists[field] = [...(lists[field] ?? []), textOf(bullet)];
  }
  return lists;
}

/** Lists that are not read: under a heading no field is known for, or without bullets to tell their entries. */
export function listProblems(segments: readonly Segment[]): Reason[] {
  const headings = segments.flatMap(headingOf);
  const lists = bulletLists(segments);
  return headings.flatMap(({ field, segment: { text } }) => {
    if (field === null) return [reason('bullets-unknown', { text })];
    return lists[field] ? [] : [reason('bullets-missing', { text })];
  });
}

/** "// WHAT'S NEW", or in small type with a colon: "Neo+ Package:". */
function headingOf(segment: Segment): Heading[] {
  const field = FIELD_BY_LETTERS.get(lettersOf(segment.text)) ?? null;
  const isKnown = field !== null && (segment.bold || segment.text.endsWith(':'));
  const isHeading = segment.text.startsWith('/') || isKnown;
  return isHeading ? [{ field, segment }] : [];
}

function bulletsIn(segments: readonly Segment[]): Bullet[] {
  const bullets: Bullet[] = [];
  for (const segment of segments.toSorted(columnByColumn)) {
    const bullet = bullets.findLast(([first]) => first.box[1] < segment.box[1]);
    if (BULLET.test(segment.text)) bullets.push([segment]);
    else if (bullet && goesOn(bullet, segment)) bullet.push(segment);
  }
  return bullets;
}

const columnByColumn = ({ box: one }: Segment, { box: other }: Segment): number =>
  Math.abs(one[0] - other[0]) < INDENT ? one[1] - other[1] : one[0] - other[0];

function goesOn(bullet: Bullet, { box, fontSize, text }: Segment): boolean {
  const last = bullet.at(-1) as Segment;
  const indent = box[0] - bullet[0].box[0];
  const gap = box[1] - last.box[3];
  const isNextLine = indent > -1 && indent < INDENT && gap > -fontSize && gap < NEXT_LINE * fontSize;
  return isNextLine && Math.abs(fontSize - last.fontSize) < 0.5 && !text.endsWith(':');
}

function headingOver({ box: [x, y] }: Segment, headings: readonly Heading[]): Heading | undefined {
  const above = headings.filter(({ segment: { box } }) => box[1] < y && box[0] < x + ALIGNED);
  const lowest = Math.max(...above.map(({ segment }) => segment.box[1]));
  const nearest = above.filter(({ segment }) => segment.box[1] > lowest - SAME_HEIGHT);
  return nearest.toSorted((one, other) => one.segment.box[0] - other.segment.box[0]).at(-1);
}

const textOf = (bullet: Bullet): string => joinLines(bullet.map(({ text }) => text)).replace(BULLET, '');
