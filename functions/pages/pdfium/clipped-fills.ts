import type { Box } from '#contracts/box.ts';
import { grown, unionOf } from '../box.ts';
import { areaOf, inkOf, NO_CONTRAST, type Raster, shareChanged } from '../ink.ts';
import type { Token } from '../text-runs.ts';
import { type Look, SMALLEST_POINTS, UNSEEN } from '../visibility.ts';
import { lookOf } from './plain-look.ts';
import type { View } from './view.ts';

/** Ems around a text that are looked at with it. */
const AROUND = 0.2;
/** Of so much of its place letters leave a part free; more is changed by what nothing clips. */
const MOST_OF_PLACE = 0.8;
/** An em in pixels. */
const EM_PIXELS = 26;

/**
 * How a text looks that paints nothing and lets what is painted behind it in the file through its letters alone (ISO 32000-2,
 * 9.3.6, mode 7): a gradient, a picture.
 */
export function lookThroughLetters({ scene, others }: View, token: Token): Look {
  const { order, fontSize } = token[0].object;
  const inks = token.flatMap(({ ink }) => (ink ? [ink] : []));
  if (fontSize < SMALLEST_POINTS || inks.length === 0) return UNSEEN;
  const place: Box = grown(unionOf(inks), AROUND * fontSize);
  const fills = others
    .touching(place)
    .map(({ object }) => object)
    .filter((object) => object.order > order && object.kind !== 'text');
  if (fills.length === 0) return UNSEEN;
  const draw = (name: 'drawn' | 'without', isShown: boolean): Raster => {
    scene.show(fills, isShown);
    return scene.draw(name, place, EM_PIXELS / fontSize);
  };
  const without = draw('without', false);
  const drawn = draw('drawn', true);
  const ink = inkOf(token, drawn, without);
  const changed = shareChanged(drawn, without, areaOf(drawn, place));
  return ink.contrast > NO_CONTRAST && changed < MOST_OF_PLACE ? lookOf(ink) : UNSEEN;
}
