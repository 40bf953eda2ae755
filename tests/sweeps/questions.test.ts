import { expect, test } from 'vitest';
import { Catalogue } from '#contracts/catalogue.ts';
import { COLUMNS, Extracted } from '#contracts/extracted.ts';
import { Matched } from '#contracts/matched.ts';
import type { Question } from '#contracts/question.ts';
import { answerQuestions } from '#desk/questions/answer.ts';
import { listQuestions } from '#desk/questions/questions.ts';
import { catalogue } from '#functions/catalogue/catalogue.ts';
import { extract } from '#functions/extract/extract.ts';
import { intake } from '#functions/intake/intake.ts';
import type { IntakeRequest } from '#functions/intake/request.ts';
import type { PageReader } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { ciphered, withoutWords } from '../drawn-books/without-words.ts';
import { deskOn } from '../fakes/desk.ts';
import { addDemoDealer, begin, goOn } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';
import { shippedBook } from '../fakes/shipped-book.ts';

const MACHINE = { brand: 'SKI-DOO', modelYear: 2027 } as const;
const DEALER = { dealerId: 'demo' };
const MACHINES = 80;
/** Somebody who answers more gives up. */
const MOST_ANSWERS = 9;

/** All that the book calls its rows, and what each means. */
const labelsOf = async ({ table, artefacts }: Ports): Promise<Map<string, string | null>> => {
  const [book] = await table.books.query(DEALER);
  const { models } = await readJson(artefacts, book?.key ?? '', Catalogue);
  return new Map(models.flatMap(({ rows }) => rows.map(({ label, field }) => [label, field])));
};

/** As a reader without words shows it. */
const asShown = (label: string): string => {
  const [, words = label, brackets = ''] = /^([^(]*)(.*)$/s.exec(label) ?? [];
  return ciphered(words) + brackets;
};

/** The option that somebody takes who can read the book. */
const rightOption = ({ options }: Question, labels: ReadonlyMap<string, string | null>): string => {
  const meant = options.find(({ says: { values } }) =>
    [...labels].some(
      ([label, field]) =>
        asShown(label) === values.label && GIVES[String(values.field)]?.includes(field ?? ''),
    ),
  );
  return meant?.name ?? 'none';
};
const GIVES: Record<string, string[]> = {
  TrackWidth: ['track.width', 'tracks'],
  Power: ['engine.power'],
  EngineCapacity: ['engine.displacement', 'engine.cylindersDisplacement'],
  Stroke: ['engine.details'],
  PersonCapacity: ['seating'],
};

const deskAtWork = (ports: Ports) => {
  const desk: ReturnType<typeof deskOn> = deskOn(ports, async (machine, name, input) => {
    if (machine === 'price-list')
      await goOn(await begin(input as IntakeRequest['request'], name, desk), desk);
    return true;
  });
  return desk;
};

const files = async (layout: 'banded' | 'ruled' = 'banded') => ({
  book: await shippedBook(),
  list: await generatePriceList({
    layout,
    language: 'fi',
    ...MACHINE,
    productCount: MACHINES,
    seed: 1,
  }),
});

type Files = Awaited<ReturnType<typeof files>>;

/** A dealer with the list and the book, read by these readers; from then on each reading of a file is counted. */
const dealerWith = async ({ book, list }: Files, reader: PageReader, listReader = pdfiumReader) => {
  const own = await testPorts();
  const counted = { reads: 0 };
  const read: Ports['inbox']['read'] = (...asked) => {
    counted.reads += 1;
    return own.inbox.read(...asked);
  };
  const ports = { ...own, inbox: { ...own.inbox, read } };
  const desk = deskAtWork(ports);
  await addDemoDealer(ports);
  for (const { name, bytes } of [book, list])
    await ports.inbox.write(`inbox/demo/${name}`, bytes, 'application/pdf');
  const begun = await begin({ key: `inbox/demo/${book.name}` }, 'book', desk);
  await goOn(await catalogue(begun, desk, [reader]), desk, 'match');
  const request = { key: `inbox/demo/${list.name}` };
  const taken = await intake({ request, execution: 'list' }, desk, [listReader]);
  await goOn(await extract(taken, desk, { readers: [listReader], namers: [], canRecognize: false }), desk);
  counted.reads = 0;
  return { ports, desk, counted };
};

const valuesOf = async (ports: Ports) => {
  const documents = await ports.table.documents.query(DEALER);
  const key = documents.find(({ kind }) => kind === 'price-list')?.artefacts?.matched ?? '';
  const { products } = await readJson(ports.artefacts, key, Matched);
  return new Map(products.map(({ modelCode, avitoValues }) => [modelCode, avitoValues]));
};

type ValuesByCode = Awaited<ReturnType<typeof valuesOf>>;

/** Values that are others than those of who reads every word. */
const wrongIn = (values: ValuesByCode, truth: ValuesByCode): string[] =>
  [...values].flatMap(([code, own]) =>
    Object.entries(own).flatMap(([tag, value]) => {
      const right = truth.get(code)?.[tag as keyof typeof own] ?? null;
      return value !== null && value !== right ? [`${code} ${tag} ${value}, not ${right}`] : [];
    }),
  );

const freed = async (ports: Ports): Promise<number> =>
  (await ports.table.offers.query(DEALER)).filter(({ verdict }) => verdict === 'published').length;

test('of a list of 80 and a book in words that nobody knows at most 8 answers free what the words held, none of it wrong', async () => {
  const made = await files();
  const known = await dealerWith(made, pdfiumReader);
  const truth = await valuesOf(known.ports);
  const most = await freed(known.ports);
  const labels = await labelsOf(known.ports);
  const { ports, desk, counted } = await dealerWith(made, withoutWords(pdfiumReader, [...labels.keys()]));
  const [before, begun] = [await freed(ports), process.cpuUsage()];
  const first = await listQuestions('demo', desk);
  const { user, system } = process.cpuUsage(begun);
  const seconds = ((user + system) / 1e6).toFixed(1);
  let answers = 0;
  for (let asked = first; answers < MOST_ANSWERS; asked = await listQuestions('demo', desk)) {
    const question = asked.find(({ kind }) => kind === 'label');
    if (!question) break;
    answers += 1;
    const answer = { question: question.id, option: rightOption(question, labels), value: '' };
    await answerQuestions(
      { who: 'anna' },
      { ...DEALER, answers: [answer], dryRun: false, confirmed: false },
      desk,
    );
  }
  const [after, values] = [await freed(ports), await valuesOf(ports)];
  console.log(
    `${first.length} questions in ${seconds} s of a processor; ${answers} answers about the book: ${before} → ${after} of ${most} published`,
  );
  expect(wrongIn(values, truth)).toEqual([]);
  expect(counted.reads).toBe(0);
  expect(answers).toBeLessThan(MOST_ANSWERS);
  expect(after).toBe(most);
  const rest = (await listQuestions('demo', desk))
    .filter(({ kind, frees }) => kind === 'alike' && frees > 0)
    .slice(0, MOST_ANSWERS - 1 - answers);
  const given = rest.map(({ id, options }) => ({
    question: id,
    option: 'all',
    value: options[0]?.value?.example ?? '',
  }));
  const { publishes } = await answerQuestions(
    { who: 'anna' },
    { ...DEALER, answers: given, dryRun: false, confirmed: false },
    desk,
  );
  const last = await freed(ports);
  console.log(`${given.length} answers more: ${after} → ${last} of ${MACHINES}`);
  expect(last).toBe(after + publishes.length);
});

const answering = (question: string, option: string) => ({
  ...{ ...DEALER, dryRun: false, confirmed: false },
  answers: [{ question, option, value: '' }],
});

/** What a list prints beside its machines' cells: its headings, sections and notes; neither brand nor "to be announced". */
const wordsOf = async ({ list }: Files, { table, artefacts }: Ports): Promise<string[]> => {
  const documents = await table.documents.query(DEALER);
  const key = documents.find(({ kind }) => kind === 'price-list')?.artefacts?.extracted ?? '';
  const { products } = await readJson(artefacts, key, Extracted);
  const cells = products.flatMap((product) => COLUMNS.flatMap((column) => String(product[column] ?? '')));
  const document = await pdfiumReader.open(list.bytes);
  const texts = new Set<string>();
  for (let page = 1; page <= document.pageCount; page++)
    for (const { text } of (await document.readPage(page)).words) texts.add(text.trim());
  document.close();
  return [...texts].filter(
    (text) =>
      /\p{L}{3}/u.test(text) &&
      ![MACHINE.brand, 'tba'].includes(text) &&
      !cells.some((cell) => cell.includes(text)),
  );
};

test('of a list of 80 whose own headings nobody knows either no value is wrong, and what is doubted is asked at once', async () => {
  const made = await files('ruled');
  const known = await dealerWith(made, pdfiumReader);
  const truth = await valuesOf(known.ports);
  const labels = await labelsOf(known.ports);
  const hidden = withoutWords(pdfiumReader, await wordsOf(made, known.ports));
  const { ports, desk } = await dealerWith(made, withoutWords(pdfiumReader, [...labels.keys()]), hidden);
  const first = await listQuestions('demo', desk);
  let answers = 0;
  for (let asked = first; answers <= MOST_ANSWERS; asked = await listQuestions('demo', desk)) {
    const question = asked.find(({ kind }) => kind === 'label' || kind === 'doubt');
    if (!question) break;
    const option = question.kind === 'label' ? rightOption(question, labels) : 'right';
    if (!question.options.some(({ name }) => name === option)) break;
    answers += 1;
    await answerQuestions({ who: 'anna' }, answering(question.id, option), desk);
  }
  const values = await valuesOf(ports);
  const left = await listQuestions('demo', desk);
  console.log(
    `headings hidden: ${values.size} of ${truth.size} machines read, ${first.length} questions; ${answers} answers about labels and doubts: ` +
      `${await freed(ports)} of ${await freed(known.ports)} published, ${left.length} questions left`,
  );
  expect(values.size).toBe(truth.size);
  expect(wrongIn(values, truth)).toEqual([]);
  expect(answers).toBeLessThan(MOST_ANSWERS);
});
