import type { getDocument, OPS } from 'pdfjs-dist';

/** What the reader uses of pdf.js. */
interface Engine {
  getDocument: typeof getDocument;
  OPS: typeof OPS;
}

let loading: Promise<Engine> | undefined;

/** pdf.js, loaded at the first call: 170 ms that only a file pays which the first reader cannot read. */
export function engine(): Promise<Engine> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Engine> {
  standInForCanvas();
  await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

/** Without these pdf.js warns as it loads that it cannot draw, which we never ask of it. */
function standInForCanvas(): void {
  for (const name of ['DOMMatrix', 'Path2D'])
    if (!(name in globalThis)) Object.assign(globalThis, { [name]: class {} });
}
