import { beforeAll, describe, expect, it } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { pictureOf } from '#functions/read-pages/picture.ts';
import { sentenceOf, told } from '#messages/say.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { type GeneratedPriceList, generatePriceList } from '#samples/generate-price-list.ts';
import { ExtractionError, TransientFailure } from '#shared/errors.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { functionsOn, machineOn } from '../../fakes/machine.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';
import { type ScannedDocument, scanned } from '../../fakes/scan.ts';
import { serviceError } from '../../fakes/service-host.ts';
import type { Scan } from '../../fakes/textract-blocks.ts';
import { textractHost } from '../../fakes/textract-host.ts';
import { temporaryFolder } from '../../unit/local/machines.ts';

const LETTER =
  'Dear dealer, enclosed you find our recommended retail prices for the coming season, as agreed. '.repeat(4);
const KEY = 'inbox/demo/scan.pdf';

let list: GeneratedPriceList;
let scan: ScannedDocument;
let scanWithLetter: ScannedDocument;

beforeAll(async () => {
  const machine = { layout: 'banded', language: 'fi', brand: 'SKI-DOO', modelYear: 2027 } as const;
  list = await generatePriceList({ ...machine, productCount: 40, seed: 1 });
  scan = await scanned(list.bytes);
  scanWithLetter = await scanned(list.bytes, LETTER);
});

type Textract = Awaited<ReturnType<typeof textractHost>>;

/** Textract learns what each page's picture shows; those in `unknown` it refuses. */
const teach = async (
  textract: Textract,
  { bytes, originals }: ScannedDocument,
  unknown: number[],
  how: Scan,
) => {
  const open = await pdfiumReader.open(bytes);
  for (const [index, original] of originals.entries()) {
    const picture =
      original && !unknown.includes(index + 1) ? await pictureOf(open, index + 1, Infinity) : null;
    if (original && picture) textract.show(picture.png, original, how);
  }
  open.close();
};

const withTextract = (ports: Ports): Ports => ({
  ...ports,
  parts: { ...ports.parts, pageRecognizers: ['textract'] },
});

/** Puts a file through the machine; gives how it ended and what was extracted. */
const run = async (
  bytes: Uint8Array,
  ports: Ports,
  changes: Parameters<typeof machineOn>[2] = {},
  key = KEY,
) => {
  await using folder = await temporaryFolder();
  await addDemoDealer(ports);
  await ports.inbox.write(key, bytes, 'application/pdf');
  const machine = await machineOn(ports, folder.path, changes);
  machine.start({ machine: 'price-list', name: key, input: { key } });
  await machine.idle();
  const documents = await ports.table.documents.query({ dealerId: 'demo' });
  const document = documents.find((stored) => stored.key === key);
  const artefact = document?.artefacts?.extracted;
  return { document, extracted: artefact ? await readJson(ports.artefacts, artefact, Extracted) : null };
};

/** The function of chunks that begin at this page or behind it throws what nobody foresaw. */
const failingFrom = (first: number, ports: Ports): Parameters<typeof machineOn>[2] => {
  const { 'read-pages': read } = functionsOn(ports);
  return {
    'read-pages': async (request) => {
      if (request.chunk.first >= first) throw new ExtractionError('a bug', { stage: 'read-pages' });
      return read?.(request);
    },
  };
};

const textOf = ({ modelCode, model, engine, price }: Extracted['products'][number]) => [
  modelCode,
  model,
  engine,
  price?.amount,
];

const expectedOn = (pages: (page: number) => boolean) =>
  list.expected.products
    .filter(({ page }) => pages(page))
    .map(({ modelCode, model, engine, price }) => [modelCode, model, engine, price?.amount]);

describe('a scan', () => {
  it('is read from its pictures, and says by whom and how surely', async () => {
    await using ports = await testPorts();
    await using textract = await textractHost();
    await teach(textract, scan, [], {});
    const { document, extracted } = await run(scan.bytes, withTextract(ports));
    expect(extracted?.products.map(textOf)).toEqual(expectedOn(() => true));
    expect(extracted).toMatchObject({ accounted: true, brand: 'SKI-DOO', modelYear: 2027, problems: [] });
    expect(extracted?.engine).toEqual({
      name: 'textract',
      declined: [{ name: 'pdfium', reason: expect.objectContaining({ code: 'declined-pages' }) }],
    });
    for (const { confidence, flags } of extracted?.products ?? []) {
      expect(confidence).toBeLessThanOrEqual(0.996);
      expect(flags).not.toContain('reading-unsure');
    }
    expect(document?.status).toBe('review');
    expect(textract.requests).toHaveLength(scan.originals.length);
  });

  it('read without the confidence that a price needs goes to review, every row of it named', async () => {
    await using ports = await testPorts();
    await using textract = await textractHost();
    const [doubtful] = list.expected.products;
    const confidence = (text: string) => (text === doubtful?.modelCode ? 62 : 99);
    await teach(textract, scan, [], { confidence });
    const { extracted } = await run(scan.bytes, withTextract(ports));
    const problem = { code: 'row-read-unsurely', values: { text: doubtful?.modelCode }, place: { page: 1 } };
    expect(extracted).toMatchObject({ accounted: false, problems: [problem] });
    expect(extracted?.products[0]?.confidence).toBeLessThanOrEqual(0.62);
    expect(extracted?.products.map(({ flags }) => flags.includes('reading-unsure'))).toEqual(
      list.expected.products.map(({ modelCode }) => modelCode === doubtful?.modelCode),
    );
  });

  it('is read all the same when the recogniser is busy at first, and no page is paid for twice', async () => {
    await using ports = await testPorts();
    await using textract = await textractHost();
    await teach(textract, scan, [], {});
    textract.script.push(
      serviceError('ThrottlingException'),
      serviceError('ProvisionedThroughputExceededException'),
    );
    const { extracted } = await run(scan.bytes, withTextract(ports));
    expect(extracted?.products).toHaveLength(list.expected.products.length);
    expect(textract.requests).toHaveLength(scan.originals.length + 2);
  });

  it('goes on behind the pages read when a later one brings trouble', async () => {
    await using ports = await testPorts();
    await using textract = await textractHost();
    await teach(textract, scan, [], {});
    const configured = withTextract(ports);
    let calls = 0;
    const analyzeTables: Ports['analysis']['analyzeTables'] = (png) => {
      calls += 1;
      if (calls === 2) throw new TransientFailure('busy', { stage: 'read-pages' });
      return ports.analysis.analyzeTables(png);
    };
    const { extracted } = await run(scan.bytes, { ...configured, analysis: { analyzeTables } });
    expect(extracted?.products).toHaveLength(list.expected.products.length);
    expect(calls).toBe(scan.originals.length + 1);
  });

  it('with a page that no recogniser can read names it; the others go on, for a person to look at', async () => {
    await using ports = await testPorts();
    await using textract = await textractHost();
    await teach(textract, scan, [2], {});
    const { document, extracted } = await run(scan.bytes, withTextract(ports));
    expect(extracted?.accounted).toBe(false);
    expect(extracted?.problems).toMatchObject([{ code: 'page-unreadable', place: { page: 2 } }]);
    expect(extracted?.problems.map(sentenceOf).join()).toContain('textract: ');
    expect(extracted?.products.map(textOf)).toEqual(expectedOn((page) => page !== 2));
    expect(document?.status).toBe('review');
  });

  it('of a list in force leaves the machines of a page that nobody can read in force, for a person to look at', async () => {
    await using ports = await testPorts();
    await using textract = await textractHost();
    await teach(textract, scan, [2], {});
    const codesOn = (page: number) =>
      list.expected.products.filter((product) => product.page === page).map(({ modelCode }) => modelCode);
    await run(list.bytes, ports, {}, 'inbox/demo/list.pdf');
    await run(scan.bytes, withTextract(ports));
    const [inForce] = await ports.table.lists.query({ dealerId: 'demo' });
    const offers = await ports.table.offers.query({ dealerId: 'demo' });
    const standing = offers.filter(({ order }) => order >= (inForce?.order ?? ''));
    expect(standing).toHaveLength(list.expected.products.length);
    for (const { reasons } of standing.filter(({ modelCode }) => codesOn(2).includes(modelCode)))
      expect(reasons[0]?.code).toBe('machine-unseen');
  });

  it('of which one chunk fails has that chunk’s pages named; the others go on', async () => {
    await using ports = await testPorts();
    await using textract = await textractHost();
    await teach(textract, scanWithLetter, [], {});
    const configured = withTextract(ports);
    const failing = failingFrom(3, configured);
    const { extracted } = await run(scanWithLetter.bytes, configured, failing);
    const [problem, ...others] = extracted?.problems ?? [];
    expect(problem).toMatchObject({ code: 'page-unreadable', place: { page: 3 } });
    expect(problem && sentenceOf(problem)).toContain('ExtractionError');
    expect(others.every(({ place }) => place.page > 2)).toBe(true);
    expect(extracted?.products.map(textOf)).toEqual(expectedOn((page) => page === 1));
    expect(extracted?.engine.name).toBe('pdfium, textract');
  });

  it('is rejected, with what to configure, where nothing reads pictures', async () => {
    await using ports = await testPorts();
    const { document, extracted } = await run(scan.bytes, ports);
    expect(extracted).toBeNull();
    expect(document?.ending).toMatchObject({ status: 'rejected', reason: { code: 'no-text-layer' } });
    expect(told(document?.ending?.reason ?? null).whatToDo).toContain('pageRecognizers');
  });

  it('that no recogniser can read is rejected with their reasons', async () => {
    await using ports = await testPorts();
    await using _ = await textractHost();
    const { document } = await run(scan.bytes, withTextract(ports));
    expect(document?.ending).toMatchObject({ status: 'rejected', reason: { code: 'pages-not-recognized' } });
    expect(told(document?.ending?.reason ?? null).reason).toContain('textract: ');
  });
});
