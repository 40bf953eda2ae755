import { area } from './box.ts';
import type { Page, Word } from './page.ts';

/** Kinds of measures and how any language prints their units, behind a number or in a label. */
const UNITS: readonly RegExp[] = [
  /^(?:mm|cm|мм|см|in|inch|inches|tuumaa|tum|дюйм)$/iu,
  /^(?:kg|kgs|кг|lb|lbs)$/iu,
  /^(?:l|ltr|lit|liters?|litres?|litraa|liter|л|литр\p{L}*|gal|qt)$/iu,
  /^(?:cc|ccm|cm3|cm³|см3|см³|cm²|kuutiosenttiä|ci)$/iu,
  /^(?:hp|bhp|hv|hk|ps|kw|лс|квт)$/iu,
  /^(?:rpm|min-1|об\/мин|r\/min|u\/min)$/iu,
];
/** A machine's page gives its size, its weight and its tank, or its engine. */
const FEWEST_KINDS = 3;
const FEWEST_NUMBERS = 8;
/** A title is so many times as large as most of the page's text. */
const TITLE = 1.5;
/** Pixels, and shares of the page: icons are smaller, backgrounds larger. */
const LEAST_SIDE_PX = 150;
const LEAST_SHARE = 0.02;
const BACKGROUND_SHARE = 0.6;
const MONEY = /€|\beur\b|\$|\busd\b|₽|руб|\bkr\b|\bsek\b|\bnok\b/iu;

/**
 * How much a page looks like a machine's own in a spec book, in whatever language: measures of several kinds under a
 * title beside a picture; `nearly` where the title or the picture is missing, or where it names amounts of money.
 */
export function machinePage({ words, images, width, height }: Page): 'surely' | 'nearly' | 'no' {
  const visible = words.filter((word) => word.visible);
  const texts = visible.map(({ text }) => text.normalize('NFKC').slice(0, LONGEST));
  const numbers = texts.filter((text) => /\d/.test(text)).length;
  const units = new Set(texts.flatMap((text) => text.split(/[\s()[\],;:/–]+|(?<=\d)(?=\p{L})/u)));
  const kinds = UNITS.filter((unit) =>
    [...units].some((word) => unit.test(word.replace(/\.$/, '').replace(/л\.с/i, 'лс'))),
  );
  if (kinds.length < FEWEST_KINDS || numbers < FEWEST_NUMBERS) return 'no';
  const pictures = images.filter(
    ({ box, widthPx, heightPx }) =>
      Math.min(widthPx, heightPx) >= LEAST_SIDE_PX && area(box) < BACKGROUND_SHARE * width * height,
  );
  const pictured = pictures.reduce((sum, { box }) => sum + area(box), 0);
  const hasPicture = pictured > LEAST_SHARE * width * height;
  return hasPicture && hasTitle(visible) && !texts.some((text) => MONEY.test(text)) ? 'surely' : 'nearly';
}

/** Characters of a run; what is longer is a paragraph. */
const LONGEST = 120;

function hasTitle(words: readonly Word[]): boolean {
  const sizes = words.map(({ fontSize }) => fontSize).toSorted((one, other) => one - other);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
  return words.some(({ text, fontSize }) => fontSize >= TITLE * usual && /\p{L}{2}/u.test(text));
}
