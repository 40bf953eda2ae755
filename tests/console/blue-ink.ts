import type { Page } from 'playwright-core';

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Decoded by the browser, on a page of its own that has no policy. */
const FIND = `async (png) => {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  canvas.drawImage(picture, 0, 0);
  const { data, width } = canvas.getImageData(0, 0, picture.width, picture.height);
  const at = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let pixel = 0; pixel < data.length / 4; pixel++) {
    if (data[4 * pixel + 2] - data[4 * pixel] < 60) continue;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    at.left = Math.min(at.left, x);
    at.top = Math.min(at.top, y);
    at.right = Math.max(at.right, x + 1);
    at.bottom = Math.max(at.bottom, y + 1);
  }
  return at;
}`;

/** Where within a part of a page blue is shown, in pixels of the page. */
export const blueInkIn = async (page: Page, clip: Place) => {
  const png = (await page.screenshot({ clip })).toString('base64');
  const blank = await page.context().newPage();
  const { left, top, right, bottom } = await blank.evaluate<
    Record<'left' | 'top' | 'right' | 'bottom', number>
  >(`(${FIND})(${JSON.stringify(png)})`);
  await blank.close();
  return { left: clip.x + left, top: clip.y + top, right: clip.x + right, bottom: clip.y + bottom };
};
