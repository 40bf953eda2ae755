import type { Page } from '#pages/page.ts';
import { withUpright } from '#pages/upright.ts';
import { type Segment, segmentsOf } from './segments.ts';

/** So many times as large as all upright text is only the name of what a page is about. */
const LARGER = 1.4;

/** A name that runs along the edge of an upright page, where nothing upright is nearly as large; null where none does. */
export function sidewaysTitle(page: Page, upright: readonly Segment[]): Segment | null {
  const sideways = ([1, 3] as const).flatMap((turns) => {
    const turned = withUpright(page, turns);
    return segmentsOf(turned.page.words).map((one) => ({ ...one, box: turned.asSeen(one.box) }));
  });
  const sizeOf = (texts: readonly Segment[]) => Math.max(0, ...texts.map(({ fontSize }) => fontSize));
  const [title, ...others] = sideways.filter(({ fontSize }) => fontSize === sizeOf(sideways));
  return title && others.length === 0 && title.fontSize > LARGER * sizeOf(upright) ? title : null;
}
