import type { Header } from '#pages/header.ts';
import type { Heading } from '#reference/lexicon/headings.ts';

/** What "Track" says beside a heading for one part of it: the other. Beside both it stays what it is. */
const OTHER_PART: readonly { beside: Heading; without: Heading }[] = [
  { beside: 'trackLength', without: 'trackProfile' },
  { beside: 'trackProfile', without: 'trackLength' },
];

/** The header with "Track" named by the part that it alone can hold: of "Track length, Track" it is the profile. */
export function withPartsOfTrack(header: Header): Header {
  const headings = new Set(header.cells.map(({ heading }) => heading));
  const part = OTHER_PART.find(({ beside, without }) => headings.has(beside) && !headings.has(without));
  if (!part) return header;
  const cells = header.cells.map((cell) =>
    cell.heading === 'track' ? { ...cell, heading: part.without } : cell,
  );
  return { ...header, cells };
}
