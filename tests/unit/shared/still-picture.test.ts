import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type StillPicture, stillPicture } from '#shared/pictures/still-picture.ts';
import { drawing, PLACE, photograph } from '../../fakes/photograph.ts';

const kept = (file: Buffer): StillPicture => {
  const found = stillPicture(file);
  return 'unfit' in found ? expect.fail(`unfit: ${found.unfit}`) : found;
};

describe('a photograph', () => {
  test('is kept without a word of where it was taken, and with its size', () => {
    const { name, mediaType, widthPx, heightPx, bytes } = kept(photograph());
    expect({ mediaType, widthPx, heightPx }).toEqual({
      mediaType: 'image/jpeg',
      widthPx: 640,
      heightPx: 480,
    });
    expect(name).toMatch(/^[0-9a-f]{64}\.jpg$/);
    expect(bytes.toString('latin1')).not.toContain(PLACE);
    expect(photograph().toString('latin1').split(PLACE)).toHaveLength(5);
  });

  test.each([
    3, 6, 8,
  ])('that is to be turned (%i) is turned as before, by the one word that says so', (turned) => {
    const { bytes } = kept(photograph({ orientation: turned }));
    const at = bytes.indexOf('Exif\0\0', 0, 'latin1');
    const tiff = bytes.subarray(at + 6);
    // One entry of a short, and no other directory.
    expect([tiff.readUInt16BE(8), tiff.readUInt16BE(10), tiff.readUInt16BE(18)]).toEqual([1, 0x0112, turned]);
    expect(tiff.readUInt32BE(22)).toBe(0);
  });

  test('is the same one wherever it was taken, and whatever the camera wrote behind it', () => {
    const elsewhere = photograph({ place: 'S 10 10 W 20 20', behind: Buffer.from('a film of the moment') });
    expect(kept(elsewhere).name).toBe(kept(photograph()).name);
    expect(kept(photograph({ heightPx: 488 })).name).not.toBe(kept(photograph()).name);
    expect(kept(kept(photograph()).bytes).name).toBe(kept(photograph()).name);
  });

  test('that says twice how it is turned goes by the first, as browsers do', () => {
    const [upright, turned] = [photograph(), photograph({ orientation: 6 })];
    const from = upright.indexOf('Exif', 0, 'latin1') - 4;
    const to = from + 2 + upright.readUInt16BE(from + 2);
    const both = [upright.subarray(0, to), turned.subarray(from, to), upright.subarray(to)];
    expect(kept(Buffer.concat(both)).name).toBe(kept(upright).name);
  });

  test('that is cut off anywhere is none', () => {
    const whole = photograph();
    for (let bytes = 3; bytes < whole.length; bytes += 7)
      expect(stillPicture(whole.subarray(0, bytes)), `${bytes} bytes`).toEqual({ unfit: 'cut' });
  });
});

const chunk = (name: string, content: string): Buffer => {
  const body = Buffer.from(`${name}${content}`, 'latin1');
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
const END = 12;

describe('a PNG', () => {
  test('is kept without texts and places, and stands still', () => {
    const plain = drawing(400, 300);
    const told = Buffer.concat([
      plain.subarray(0, 33),
      ...[chunk('tEXt', `Location\0${PLACE}`), chunk('eXIf', PLACE), chunk('acTL', '12345678')],
      ...[plain.subarray(33), Buffer.from(PLACE)],
    ]);
    expect(kept(told).bytes).toEqual(plain);
    expect(kept(told)).toMatchObject({ mediaType: 'image/png', widthPx: 400, heightPx: 300 });
  });

  test('that is to be turned is turned as before, and its place is left out', () => {
    const plain = drawing(400, 300);
    // One entry: that its right side is up. What is behind it no program reads.
    const exif = `MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0`;
    const told = (place: string) =>
      Buffer.concat([plain.subarray(0, 33), chunk('eXIf', exif + place), plain.subarray(33)]);
    expect(kept(told(PLACE)).bytes).toEqual(told('\0\0'));
  });

  test('that is cut off, or of which a byte is another, is none', () => {
    const whole = drawing(400, 300);
    const damaged = Buffer.from(whole);
    damaged[60] = (damaged[60] ?? 0) ^ 1;
    for (const file of [whole.subarray(0, 40), whole.subarray(0, whole.length - END), damaged])
      expect(stillPicture(file)).toEqual({ unfit: 'cut' });
  });
});

test('of more parts than any camera writes nothing is read', () => {
  const [photo, plain] = [photograph(), drawing(400, 300)];
  const comments = Buffer.alloc(400_004, Buffer.from([0xff, 0xfe, 0, 2]));
  const texts = Buffer.alloc(1_200_012, chunk('tEXt', ''));
  const swollen = [
    [photo.subarray(0, 2), comments, photo.subarray(2)],
    [plain.subarray(0, 33), texts, plain.subarray(33)],
  ];
  for (const pieces of swollen) expect(stillPicture(Buffer.concat(pieces))).toEqual({ unfit: 'cut' });
});

test.each([
  ['WebP', 'RIFF\x10\0\0\0WEBPVP8 '],
  ['GIF', 'GIF89a'],
  ['HEIC', '\0\0\0\x18ftypheic'],
  ['a page that calls itself a picture', '<html>'],
  ['nothing', ''],
])('%s is of another kind', (_, bytes) => {
  expect(stillPicture(Buffer.from(bytes, 'latin1'))).toEqual({ unfit: 'other' });
});

test('a preview is too small, and what no marketplace opens too large', () => {
  expect(stillPicture(photograph({ widthPx: 160, heightPx: 120 }))).toMatchObject({ unfit: 'small' });
  expect(stillPicture(photograph({ widthPx: 300, heightPx: 300 }))).toHaveProperty('name');
  const vast = Buffer.from(drawing(300, 300));
  vast.writeUInt32BE(1_000_000, 16);
  vast.writeUInt32BE(crc32(vast.subarray(12, 29)), 29);
  expect(stillPicture(vast)).toEqual({ unfit: 'vast', widthPx: 1_000_000, heightPx: 300 });
});
