import { expect, test } from 'vitest';
import { Catalogue } from '#contracts/catalogue.ts';
import { Matched } from '#contracts/matched.ts';
import type { Question } from '#contracts/question.ts';
import { answerQuestions } from '#desk/questions/answer.ts';
import { listQuestions } from '#desk/questions/questions.ts';
import { catalogue } from '#functions/catalogue/catalogue.ts';
import type { IntakeRequest } from '#functions/intake/request.ts';
import type { PageReader } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
import { generateSpecBook } from '#samples/generate-spec-book.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { ciphered, withoutWords } from '../drawn-books/without-words.ts';
import { deskOn } from '../fakes/desk.ts';
import { addDemoDealer, begin, goOn } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';

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

const files = async () => ({
  book: await generateSpecBook(MACHINE),
  list: await generatePriceList({
    layout: 'banded',
    language: 'fi',
    ...MACHINE,
    productCount: MACHINES,
    seed: 1,
  }),
});

type Files = Awaited<ReturnType<typeof files>>;

/** A dealer with the list and the book, which is read by that reader. */
const dealerWith = async ({ book, list }: Files, reader: PageReader) => {
  const ports = await testPorts();
  const desk = deskAtWork(ports);
  await addDemoDealer(ports);
  for (const { name, bytes } of [book, list])
    await ports.inbox.write(`inbox/demo/${name}`, bytes, 'application/pdf');
  const begun = await begin({ key: `inbox/demo/${book.name}` }, 'book', desk);
  await goOn(await catalogue(begun, desk, [reader]), desk, 'match');
  await goOn(await begin({ key: `inbox/demo/${list.name}` }, 'list', desk), desk);
  return { ports, desk };
};

const valuesOf = async (ports: Ports) => {
  const documents = await ports.table.documents.query(DEALER);
  const key = documents.find(({ kind }) => kind === 'price-list')?.artefacts?.matched ?? '';
  const { products } = await readJson(ports.artefacts, key, Matched);
  return new Map(products.map(({ modelCode, avitoValues }) => [modelCode, avitoValues]));
};

const freed = async (ports: Ports): Promise<number> =>
  (await ports.table.offers.query(DEALER)).filter(({ verdict }) => verdict === 'published').length;

test('of a list of 80 and a book in words that nobody knows at most 8 answers free what the words held, none of it wrong', async () => {
  const made = await files();
  const known = await dealerWith(made, pdfiumReader);
  const truth = await valuesOf(known.ports);
  const most = await freed(known.ports);
  const labels = await labelsOf(known.ports);
  const { ports, desk } = await dealerWith(made, withoutWords(pdfiumReader, [...labels.keys()]));
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
  const wrong = [...values].flatMap(([code, own]) =>
    Object.entries(own).flatMap(([tag, value]) => {
      const right = truth.get(code)?.[tag as keyof typeof own] ?? null;
      return value !== null && value !== right ? [`${code} ${tag} ${value}, not ${right}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
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
