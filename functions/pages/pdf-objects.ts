import { pdfCopy } from './pdfium/pdf-copy.ts';
import { filtersOf, type Stream, streamsOf, unpack } from './streams.ts';

/** The objects of a file that is not encrypted, those packed into streams included. */
export interface PdfObjects {
  /** All of them as they are written, the data of streams left out. */
  text: string;
  /** As it is written; undefined for a number that no object has. */
  written(number: number): string | undefined;
  /** Each object's number and how it is written. */
  all(): Iterable<[number: number, written: string]>;
  /** The data of a stream as its packing leaves it; null where there is none, or it is packed in another way than Flate's. */
  data(number: number): Buffer | null;
}

/** The objects of any file; null where it is encrypted and cannot be decrypted. */
export async function plainObjects(bytes: Uint8Array): Promise<PdfObjects | null> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const plain = file.includes('/Encrypt') ? await pdfCopy(bytes) : file;
  return plain && pdfObjects(plain);
}

const BEGINNING = /(\d+)\s+\d+\s+obj\b/g;

export function pdfObjects(file: Buffer): PdfObjects {
  const streams = new Map<number, Stream>();
  const packed: string[] = [];
  for (const stream of streamsOf(file)) {
    streams.set(stream.number, stream);
    if (OBJECT_STREAM.test(stream.dictionary)) packed.push(unpackedObjects(stream));
  }
  const text = [withoutData(file.toString('latin1')), ...packed].join('\n');
  let known: ReturnType<typeof placesIn> | undefined;
  const places = () => {
    known ??= placesIn(text);
    return known;
  };
  const written = (number: number) => {
    const place = places().get(number);
    return place && text.slice(place.from, place.to);
  };
  function* all(): Generator<[number, string]> {
    for (const [number, { from, to }] of places()) yield [number, text.slice(from, to)];
  }
  return { text, written, all, data: (number) => dataOf(streams.get(number)) };
}

const OBJECT_STREAM = /\/Type\s*\/ObjStm\b/;

/** Between the keywords of a stream may stand anything. */
function withoutData(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let begin = text.indexOf('stream', from); begin >= 0; begin = text.indexOf('stream', from)) {
    const end = text.indexOf('endstream', begin);
    kept.push(text.slice(from, begin));
    if (end < 0) return kept.join('');
    from = end + 'endstream'.length;
  }
  return [...kept, text.slice(from)].join('');
}

/** The objects in a stream, as a file has them outside of one (ISO 32000-2, 7.5.7). */
function unpackedObjects(stream: Stream): string {
  const text = dataOf(stream)?.toString('latin1') ?? '';
  const first = Number(/\/First\s+(\d+)/.exec(stream.dictionary)?.[1] ?? 0);
  const heads = [...text.slice(0, first).matchAll(/(\d+)\s+(\d+)/g)];
  return heads
    .map(([, number, place], at) => {
      const next = heads[at + 1]?.[2] ?? text.length;
      return `${number} 0 obj ${text.slice(first + Number(place), first + Number(next))}`;
    })
    .join('\n');
}

/** Of two objects with a number the later one counts: it has been written over the other. */
function placesIn(text: string): Map<number, { from: number; to: number }> {
  const found = [...text.matchAll(BEGINNING)];
  return new Map(
    found.map(({ 0: head, 1: number, index }, at) => [
      Number(number),
      { from: index + head.length, to: found[at + 1]?.index ?? text.length },
    ]),
  );
}

function dataOf(stream: Stream | undefined): Buffer | null {
  const [filter, ...more] = stream ? (filtersOf(stream.dictionary) ?? ['unknown']) : ['none'];
  if (!stream || more.length > 0) return null;
  if (filter === undefined) return stream.packed;
  return filter === 'FlateDecode' ? unpack(stream.packed).bytes : null;
}
