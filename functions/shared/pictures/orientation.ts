const ORIENTATION = 0x0112;
const ENTRY_BYTES = 12;

/** How the picture is to be turned, 1 to 8; 1 is as it is. Source: Exif 2.32, 4.6.4. */
const orientationIn = (tiff: Buffer): number => {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < short(first); entry++) {
    const at = first + 2 + entry * ENTRY_BYTES;
    if (short(at) === ORIENTATION) return short(at + 8);
  }
  return 1;
};

/** The same of what a camera may have written wrongly. */
const orientationOf = (tiff: Buffer): number => {
  try {
    return orientationIn(tiff);
  } catch (error) {
    if (error instanceof RangeError) return 1;
    throw error;
  }
};

/** What Exif says of how to turn a picture, and of nothing else; null for one that stands as it is. */
export const turningAlone = (exif: Buffer): Buffer | null => {
  const orientation = orientationOf(exif);
  if (orientation < 2 || orientation > 8) return null;
  const tiff = Buffer.from('4d4d002a000000080001011200030000000100000000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
};
