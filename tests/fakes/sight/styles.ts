import { pick, type Random } from '#samples/draw/random.ts';
import { stream } from '../../integration/bad-files/raw-pdf.ts';
import { filled, type PageWriter, type Rect, rectangle } from './page-writer.ts';
import {
  all,
  blended,
  circle,
  crossed,
  filledWith,
  GROUP,
  gradient,
  grown,
  inForms,
  masked,
  noInk,
  onLayer,
  pen,
  type Row,
  shading,
  struck,
  tiled,
  tiledIn,
  translucent,
  upToPrice,
} from './paints.ts';

/** What a person makes of a row: it stands there, it does not, or nobody can say without asking. */
export type Truth = 'seen' | 'unseen' | 'asked';

interface Style {
  truth: Truth;
  draw(row: Row, page: PageWriter, random: Random): string;
}

const WHITE = '1 g';
const DARK: readonly number[] = [20, 40, 90];
const BRIGHT = [
  [255, 240, 0],
  [160, 255, 120],
  [255, 190, 220],
  [140, 220, 255],
] as const;
const seen = (draw: Style['draw']): Style => ({ truth: 'seen', draw });
const unseen = (draw: Style['draw']): Style => ({ truth: 'unseen', draw });
const asked = (draw: Style['draw']): Style => ({ truth: 'asked', draw });

const FAR: Rect = [0, 0, 3, 3];

/**
 * Ways to draw a row, and whether a person then sees it; held against what poppler draws. (Blend modes act on what is
 * painted: bare paper is none.)
 */
export const STYLES: Readonly<Record<string, Style>> = {
  plain: seen((row) => row.text()),
  'grey letters': seen((row, _, random) => row.text(`${0.1 + random() * 0.5} g`)),
  'on a light fill': seen(({ box, text }, _, random) => filled(box, pick(random, BRIGHT)) + text()),
  'white on a dark fill': seen(({ box, text }) => filled(box, DARK) + text(WHITE)),
  'on a translucent stripe': seen(
    ({ box, text }, page, random) =>
      translucent(page, 0.03 + random() * 0.25, filled(box, [0, 0, 0])) + text(),
  ),
  'under a translucent stripe': seen(
    ({ box, text }, page, random) =>
      text() + translucent(page, 0.03 + random() * 0.4, filled(box, [0, 90, 200])),
  ),
  'under a marker pen': seen(
    ({ box, text }, page, random) =>
      text() + blended(page, pick(random, ['Multiply', 'Darken']), filled(box, pick(random, BRIGHT))),
  ),
  'on a marker pen': seen(
    ({ box, text }, page, random) => blended(page, 'Multiply', filled(box, pick(random, BRIGHT))) + text(),
  ),
  'black on a pale gradient': seen((row, page) => shading(row, page, '1 1 1', '0.6 0.8 1') + row.text()),
  'white on a dark gradient': seen(
    (row, page) => shading(row, page, '0.1 0.1 0.4', '0.5 0 0') + row.text(WHITE),
  ),
  'black on a pale round gradient': seen(
    (row, page) => shading(row, page, '1 0.9 0.6', '0.8 1 0.8', true) + row.text(),
  ),
  'black on a pale gradient fill': seen(
    (row, page, random) =>
      filledWith(gradient(row, page, '1 1 0.8', '0.7 0.9 1', random() < 0.5), row.box) + row.text(),
  ),
  'white on a dark gradient fill': seen(
    (row, page, random) =>
      filledWith(gradient(row, page, '0 0.2 0.4', '0.4 0 0.1', random() < 0.5), row.box) + row.text(WHITE),
  ),
  'black on a dotted pattern': seen(
    (row, page) => filledWith(tiled(page, 6, '0.8 g 1 1 2 2 re f'), row.box) + row.text(),
  ),
  'white on a dark pattern': seen(
    (row, page) =>
      filledWith(tiled(page, 8, `0 0 0.3 rg ${all(8)} 0.2 g 1 1 3 3 re f`), row.box) + row.text(WHITE),
  ),
  'pale on a dark pattern': seen(
    (row, page) => filledWith(tiled(page, 7, `0.1 g ${all(7)}`), row.box) + row.text('0.749 g'),
  ),
  'white on an uncoloured pattern painted dark': seen(
    (row, page) => filledWith(tiledIn(page, '0.2 0 0.3', 9, all(9)), row.box) + row.text(WHITE),
  ),
  'on a light picture': seen((row, page) => page.image(row.box, [230, 240, 250]) + row.text()),
  'white on a dark picture': seen((row, page) => page.image(row.box, [40, 20, 60]) + row.text(WHITE)),
  'under a picture that lets it through': seen((row, page) => {
    const mask = page.add(
      stream(
        Buffer.from([70]),
        '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8',
      ),
    );
    return row.text() + page.image(row.box, [250, 220, 120], `/SMask ${mask} 0 R`);
  }),
  'in forms': seen((row, page, random) => inForms(row, page, 1 + Math.floor(random() * 3), row.text())),
  'in transparency groups': seen((row, page) =>
    translucent(page, 0.85, inForms(row, page, 2, filled(row.box, [240, 240, 200]) + row.text(), GROUP)),
  ),
  'under a mask that lets all through': seen((row, page) => masked(row, page, 1)),
  'on a layer that is on': seen((row, page) => onLayer(page, `${page.layer(true)} 0 R`, row.text())),
  'on any of two layers, one on': seen((row, page) =>
    onLayer(
      page,
      `<</Type/OCMD/P/AnyOn/OCGs[${page.layer(true)} 0 R ${page.layer(false)} 0 R]>>`,
      row.text(),
    ),
  ),
  'clipped by a box around it': seen((row) => `q ${rectangle(grown(row.box, 1))} W n ${row.text()} Q`),
  'clipped by a wide circle': seen((row) => `q ${circle(row.box)} W n ${row.text()} Q`),
  'under a white box on a layer that is off': seen(
    (row, page) => row.text() + onLayer(page, `${page.layer(false)} 0 R`, filled(row.box, [255, 255, 255])),
  ),
  'on top of a box that hides another text': seen(
    (row) => `${row.text('0 0 1 rg')} ${filled(row.box, [255, 255, 255])} ${row.text()}`,
  ),
  'white on a box that prints nothing, on a dark fill': seen(
    (row, page) => filled(row.box, DARK) + filledWith(noInk(page), row.box) + row.text(WHITE),
  ),
  outlined: seen((row) => row.text('1 Tr 0.3 w 0 G')),
  'filled and outlined': seen((row) => row.text('2 Tr 0.1 w 0 G')),
  'filled with a pattern': seen((row, page) => row.text(tiled(page, 5, `0 0 0.4 rg ${all(5)}`))),
  'filled with an uncoloured pattern': seen((row, page) => row.text(tiledIn(page, '0 0.3 0', 5, all(5)))),
  'filled with a dark gradient': seen((row, page, random) =>
    row.text(gradient(row, page, '0 0 0', '0.5 0 0.3', random() < 0.5)),
  ),
  'filled with a pale gradient on a dark fill': seen(
    (row, page) => filled(row.box, DARK) + row.text(gradient(row, page, '1 1 1', '0.8 1 0.8')),
  ),
  'drawn twice': seen((row) => row.text() + row.text()),
  'half translucent': seen((row, page) => translucent(page, 0.5, row.text())),
  'white made black by difference': seen(
    (row, page) => filled(row.box, [255, 255, 255]) + blended(page, 'Difference', row.text(WHITE)),
  ),
  'under a highlight': seen((row, page) => {
    page.annotation('Highlight', row.box);
    return row.text();
  }),
  'under a highlight drawn as a marker': seen((row, page) => {
    const multiply = page.state('/BM/Multiply');
    page.annotation('Highlight', row.box, '/F 4', `${multiply} ${filled(row.box, [255, 230, 0])}`);
    return row.text();
  }),
  'under a link': seen((row, page) => {
    page.annotation('Link', row.box, '/Border[0 0 0]');
    return row.text();
  }),
  'under a hidden note': seen((row, page) => {
    page.annotation('Square', row.box, '/F 2/IC[1 1 1]', filled(row.box, [255, 255, 255]));
    return row.text();
  }),
  'under a stamp on a layer that is off': seen((row, page) => {
    const layer = page.layer(false);
    page.annotation('Stamp', row.box, `/F 4/OC ${layer} 0 R`, filled(row.box, [255, 200, 200]));
    return row.text();
  }),
  'in a frame': seen((row, page) => {
    page.annotation('Square', row.box, '/F 4', `1 0 0 RG 1 w ${rectangle(grown(row.box, -0.5))} S`);
    return row.text();
  }),
  'on a ruled pattern': seen(
    (row, page) => filledWith(tiled(page, 4, '0.75 g 0 0 4 1 re f'), row.box) + row.text(),
  ),
  underlined: seen((row) => row.text() + struck(row, -0.14, pen(0.5))),
  'touched by the lines of a tight table': seen(
    (row, _, random) =>
      row.text() +
      struck(row, 0.64 + random() * 0.1, pen(0.5)) +
      struck(row, -0.1 - random() * 0.15, pen(0.5)),
  ),
  'lines above and below': seen((row) => {
    const [x0, y0, x1, y1] = row.box;
    return `${row.text()} q 0.5 w ${x0} ${y0} m ${x1} ${y0} l ${x0} ${y1} m ${x1} ${y1} l S Q\n`;
  }),

  'white on paper': unseen((row) => row.text(WHITE)),
  'the colour of its fill': unseen((row, _, random) => {
    const color = pick(random, [DARK, ...BRIGHT]);
    return filled(row.box, color) + row.text(`${color.map((channel) => channel / 255).join(' ')} rg`);
  }),
  'white on a gradient fill of white': unseen(
    (row, page) => filledWith(gradient(row, page, '1 1 1', '1 0.99 1'), row.box) + row.text(WHITE),
  ),
  'dark on a gradient fill as dark': unseen(
    (row, page) => filledWith(gradient(row, page, '0 0 0', '0.01 0 0.01'), row.box) + row.text(),
  ),
  'dark on a pattern as dark': unseen(
    (row, page) => filledWith(tiled(page, 6, `0.25 g ${all(6)}`), row.box) + row.text('0.25 g'),
  ),
  'filled with a pattern of white': unseen((row, page) => row.text(tiled(page, 5, `1 g ${all(5)}`))),
  'filled with the gradient it stands on': unseen((row, page) => {
    const paint = gradient(row, page, '0 0 0.5', '0.5 0 0.1');
    return filledWith(paint, row.box) + row.text(paint);
  }),
  'filled with a gradient as dark as its fill': unseen(
    (row, page) => filled(row.box, [0, 0, 0]) + row.text(gradient(row, page, '0 0 0', '0.01 0 0.01')),
  ),
  'in an ink that prints nothing': unseen((row, page) => filled(row.box, DARK) + row.text(noInk(page))),
  'in no mode': unseen((row) => row.text('3 Tr')),
  'without opacity': unseen((row, page) => translucent(page, 0, row.text())),
  'under a box': unseen(
    (row, _, random) => row.text() + filled(row.box, pick(random, [[255, 255, 255], DARK])),
  ),
  'under a gradient': unseen((row, page) => row.text() + shading(row, page, '1 1 1', '0.6 0.8 1')),
  'in a form under a box': unseen(
    (row, page) =>
      inForms(row, page, 2, row.text()) + inForms(row, page, 1, filled(row.box, [250, 250, 250])),
  ),
  'on a layer that is off': unseen((row, page) => onLayer(page, `${page.layer(false)} 0 R`, row.text())),
  'in a layer that is off around one that is on': unseen((row, page) =>
    onLayer(page, `${page.layer(false)} 0 R`, onLayer(page, `${page.layer(true)} 0 R`, row.text())),
  ),
  'on two layers that must all be on': unseen((row, page) =>
    onLayer(
      page,
      `<</Type/OCMD/P/AllOn/OCGs[${page.layer(true)} 0 R ${page.layer(false)} 0 R]>>`,
      row.text(),
    ),
  ),
  'in a form on a layer that is off': unseen((row, page) =>
    inForms(row, page, 1, row.text(), `/OC ${page.layer(false)} 0 R`),
  ),
  'clipped away': unseen((row) => `q ${rectangle(FAR)} W n ${row.text()} Q`),
  'under a mask that lets nothing through': unseen((row, page) => masked(row, page, 0)),
  'white multiplied': unseen(
    (row, page) => filled(row.box, BRIGHT[0]) + blended(page, 'Multiply', row.text(WHITE)),
  ),
  'black screened': unseen((row, page) => filled(row.box, BRIGHT[3]) + blended(page, 'Screen', row.text())),
  'off the page': unseen((row) => `q 1 0 0 1 5000 0 cm ${row.text()} Q`),

  'white on a gradient fill that ends in white': asked(
    (row, page) => filledWith(gradient(upToPrice(row), page, '0 0 0', '1 1 1'), row.box) + row.text(WHITE),
  ),
  'filled with a gradient that ends in white': asked((row, page) =>
    row.text(gradient(upToPrice(row), page, '0 0 0', '1 1 1')),
  ),
  faint: asked((row, _, random) => row.text(`${0.93 + random() * 0.045} g`)),
  'hardly opaque': asked((row, page, random) => translucent(page, 0.02 + random() * 0.06, row.text())),
  'under a picture': asked((row, page) => row.text() + page.image(grown(row.box, -0.5), [90, 120, 90])),
  'under a filled note': asked((row, page) => {
    page.annotation('Square', row.box, '/F 4/IC[1 1 1]', filled(row.box, [255, 255, 200]));
    return row.text();
  }),
  'under a stamp': asked((row, page) => {
    page.annotation('Stamp', row.box, '/F 4', filled(row.box, [255, 200, 200]));
    return row.text();
  }),
  'under a stamp that lets it through': asked((row, page) => {
    page.annotation('Stamp', row.box, '/F 4', `1 0 0 RG 2 w ${rectangle(grown(row.box, -1))} S`);
    return row.text();
  }),
  'struck by a line': asked(
    (row, _, random) => row.text() + struck(row, 0.2 + random() * 0.2, pen(0.4 + random())),
  ),
  'struck by dashes': asked((row, _, random) => {
    const [x0, , x1] = row.box;
    const y = (row.lines[0]?.[2] ?? 0) + row.size * 0.28;
    const dashes = pick(random, ['3 2', '2 2', '1 1', '4 3']);
    return `${row.text()} q 0.6 w [${dashes}] 0 d ${x0} ${y} m ${x1} ${y} l S Q\n`;
  }),
  'painted out by itself': asked((row) => `${row.text()} ${row.text(WHITE)}`),
  squeezed: asked((row) => row.text('0 g 4 Tz')),
  'under a text that viewers put there': asked((row, page) => {
    page.annotation('FreeText', row.box, '/F 4/DA(/Helv 9 Tf 1 0 0 rg)/Contents(MYYTY)');
    return row.text();
  }),
  'struck before it is written': asked((row) => struck(row, 0.28, pen(0.7)) + row.text()),
  'struck by a box': asked(
    (row) => row.text() + struck(row, 0.3, (x0, x1, y) => filled([x0, y - 0.3, x1, y + 0.3], [0, 0, 0])),
  ),
  'struck twice': asked((row) => row.text() + struck(row, 0.2, pen(0.4)) + struck(row, 0.42, pen(0.4))),
  'struck in a form': asked((row, page) => row.text() + inForms(row, page, 2, struck(row, 0.3, pen(0.6)))),
  'struck by a note': asked((row, page) => {
    page.annotation('StrikeOut', row.box, '/F 4');
    return row.text();
  }),
  'struck across': asked((row) => {
    const [x0, y0, x1, y1] = row.box;
    const y = (row.lines[0]?.[2] ?? y0) + row.size * 0.33;
    const rise = (y1 - y0) * 0.12;
    return `${row.text()} q 1 0 0 RG 0.8 w ${x0} ${y - rise} m ${x1} ${y + rise} l S Q\n`;
  }),
  'crossed out': asked((row, _, random) => row.text() + crossed(row, random, ['/', '\\'])),
  'slashed out': asked((row, _, random) => row.text() + crossed(row, random, [pick(random, ['/', '\\'])])),
  'lower half covered': asked((row) => {
    const [x0, y0, x1] = row.box;
    return row.text() + filled([x0, y0, x1, (row.lines[0]?.[2] ?? y0) + row.size * 0.36], [255, 255, 255]);
  }),
  'first letters covered': asked(
    (row) =>
      row.text() +
      row.lines
        .map(([x0, , y]) => filled([x0 - 1, y - 2, x0 + row.size * 0.55, y + row.size], [255, 255, 255]))
        .join(' '),
  ),
};
