import { deflateSync } from 'node:zlib';

/** An object of a PDF: its dictionary without the brackets, or any other value as it stands; and a stream's bytes. */
export interface RawObject {
  value: string;
  stream?: Uint8Array;
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A stream's object; `entries` stand in its dictionary beside the length. */
export const stream = (bytes: Uint8Array | string, entries = ''): RawObject => {
  const data = typeof bytes === 'string' ? latin(bytes) : bytes;
  return { value: `<</Length ${data.length} ${entries}>>`, stream: data };
};

/** A stream packed as often as said. */
export const packed = (bytes: Uint8Array | string, entries = '', times = 1): RawObject => {
  let data: Uint8Array = typeof bytes === 'string' ? latin(bytes) : bytes;
  for (let time = 0; time < times; time++) data = deflateSync(data);
  const filters = '/FlateDecode '.repeat(times);
  return stream(data, `/Filter[${filters}]${entries}`);
};

/** A value alone. */
export const value = (text: string): RawObject => ({ value: text });

const bytesOf = ({ value, stream }: RawObject, number: number): Buffer[] => [
  latin(`${number} 0 obj\n${value}\n`),
  ...(stream ? [latin('stream\n'), Buffer.from(stream), latin('\nendstream\n')] : []),
  latin('endobj\n'),
];

/** A PDF of the objects, numbered from 1 on; the first is the catalog. */
export const rawPdf = (objects: readonly RawObject[], trailer = ''): Uint8Array => {
  const parts: Buffer[] = [latin('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    for (const part of bytesOf(object, index + 1)) {
      parts.push(part);
      length += part.length;
    }
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(latin(`xref\n0 ${size}\n0000000000 65535 f \n${entries}`));
  parts.push(latin(`trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${length}\n%%EOF\n`));
  return Buffer.concat(parts);
};

const FONT = '/Font<</F 5 0 R>>';

/**
 * One page of 600 × 800 points that draws the content; further objects are numbered from 6 on.
 * `resources` stand beside the font `/F`.
 */
export const onePage = (
  content: RawObject,
  {
    resources = '',
    catalog = '',
    further = [],
  }: { resources?: string; catalog?: string; further?: RawObject[] } = {},
): Uint8Array =>
  rawPdf([
    value(`<</Type/Catalog/Pages 2 0 R${catalog}>>`),
    value('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    value(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<${FONT}${resources}>>>>`,
    ),
    content,
    value('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'),
    ...further,
  ]);
