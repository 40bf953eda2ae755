/** A page of a raw PDF: its content stream, and what else stands in its dictionary. */
export interface RawPage {
  content: string;
  entries?: string;
}

export interface RawPdf {
  pages: readonly RawPage[];
  /** Font dictionaries by resource name; `Helvetica` is there as F1, its bold face as F2. */
  fonts?: Readonly<Record<string, string>>;
  /** More kinds of resources: `/Pattern << … >>`. */
  resources?: string;
  /** More objects, numbered from `FIRST_EXTRA` on. */
  objects?: readonly string[];
  /** What else stands in the catalogue: `/OCProperties << … >>`. */
  catalog?: string;
  /** Points. */
  size?: readonly [width: number, height: number];
}

export const FIRST_EXTRA = 100;

const STANDARD = {
  F1: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  F2: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
};

/** A PDF written operator by operator, for what no library draws. */
export function rawPdf({
  pages,
  fonts = {},
  resources = '',
  objects = [],
  catalog = '',
  size = [842, 595],
}: RawPdf): Uint8Array {
  const dictionary = Object.entries({ ...STANDARD, ...fonts }).map(([name, font]) => `/${name} ${font}`);
  const numbered = new Map<number, string>([
    [1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`],
    [
      2,
      `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${10 + at * 2} 0 R`).join(' ')}] >>`,
    ],
    [3, `<< /Font << ${dictionary.join(' ')} >> ${resources} >>`],
  ]);
  for (const [at, { content, entries = '' }] of pages.entries()) {
    const number = 10 + at * 2;
    numbered.set(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${size.join(' ')}] /Resources 3 0 R /Contents ${number + 1} 0 R ${entries} >>`,
    );
    numbered.set(number + 1, stream(content));
  }
  for (const [at, object] of objects.entries()) numbered.set(FIRST_EXTRA + at, object);
  return assembled(numbered);
}

/** A stream object that is not packed. */
export const stream = (content: string, entries = ''): string =>
  `<< /Length ${Buffer.byteLength(content, 'latin1')} ${entries} >>\nstream\n${content}\nendstream`;

function assembled(objects: ReadonlyMap<number, string>): Uint8Array {
  let file = '%PDF-1.7\n';
  const places = new Map<number, number>();
  for (const [number, object] of objects) {
    places.set(number, file.length);
    file += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const table = [...places].map(
    ([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`,
  );
  const start = file.length;
  file += `xref\n0 1\n0000000000 65535 f \n${table.join('')}trailer\n<< /Size ${Math.max(...objects.keys()) + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}
