import { expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { forgetMeanings, teachMeanings } from '#desk/knowledge/knowledge.ts';
import { answerQuestions } from '#desk/questions/answer.ts';
import { shareAnswers, undoAnswers } from '#desk/questions/given.ts';
import { listQuestions } from '#desk/questions/questions.ts';
import type { IntakeRequest } from '#functions/intake/request.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import type { DealerRecord } from '#shared/table/repositories.ts';
import { deskOn } from '../../fakes/desk.ts';
import { addDemoDealer, begin, goOn } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';
import { drawnPdf } from '../pages/drawn-pdf.ts';

const DEALER = { dealerId: 'demo' };
const COLUMNS = [40, 130, 260, 390, 470];

/** A list in Hungarian, and machines of which no word is known either; what a dealer pays stands before what a customer pays. */
const HEADINGS = ['Cikkszam', 'Tipus', 'Meghajtas', 'Beszerzes', 'Bolti ar'];
const ROWS = [
  ['KQZB', 'Vihar 1', 'Kelet 70', '7 990 €', '9 990 €'],
  ['KQZC', 'Vihar 2', 'Kelet 80', '8 990 €', '11 490 €'],
  ['KQZD', 'Zuzmara', 'Kelet 80', '9 990 €', '12 990 €'],
];

const list = (year: number, headings = HEADINGS, rows: readonly (readonly string[])[] = ROWS) =>
  drawnPdf(
    (document) => {
      document.fontSize(18).text(`LYNX ${year}`, 40, 40, { lineBreak: false });
      document.fontSize(9);
      for (const [line, texts] of [headings, ...rows].entries())
        for (const [at, text] of texts.entries())
          document.text(text, COLUMNS[at] as number, 100 + 22 * line, { lineBreak: false });
    },
    { size: [595, 842] },
  );

const atWork = async () => {
  const ports = await testPorts();
  await addDemoDealer(ports);
  // Several machines that are started at once wait for each other at a dealer's feed.
  let running = Promise.resolve();
  const desk: ReturnType<typeof deskOn> = deskOn(ports, async (machine, name, input) => {
    const run = async () =>
      void (await goOn(await begin(input as IntakeRequest['request'], name, desk), desk));
    if (machine === 'price-list') running = running.then(run);
    await running;
    return true;
  });
  const drop = async (name: string, bytes: Uint8Array) => {
    await ports.inbox.write(`inbox/demo/${name}`, bytes, 'application/pdf');
    return goOn(await begin({ key: `inbox/demo/${name}` }, `run ${name}`, desk), desk);
  };
  return { ports, desk, drop };
};

const asked = async (desk: Ports) =>
  (await listQuestions('demo', desk)).filter(({ kind }) => kind === 'columns');

/** What was read of a file: each row's code, model, engine and price. */
const readOf = async (name: string, { table, artefacts }: Ports) => {
  const file = (await table.documents.query(DEALER)).find((document) => document.name === name);
  if (file?.status === 'rejected') return file.ending?.reason?.code;
  const { products } = await readJson(artefacts, file?.artefacts?.extracted ?? '', Extracted);
  return products.map(({ modelCode, model, engine, price }) => [modelCode, model, engine, price?.amount]);
};

const answering = (question: string, option: string, value = '') => ({
  ...{ ...DEALER, dryRun: false, confirmed: false },
  answers: [{ question, option, value }],
});

const RIGHT = [
  ['KQZB', 'Vihar 1', 'Kelet 70', '9990.00'],
  ['KQZC', 'Vihar 2', 'Kelet 80', '11490.00'],
  ['KQZD', 'Zuzmara', 'Kelet 80', '12990.00'],
];

test('a list of which nobody knows a word asks what its columns are, once, and is read exactly by that', async () => {
  const { ports, desk, drop } = await atWork();
  await using _ = ports;
  await drop('arlista-2026.pdf', await list(2026));
  await drop('arlista-2025.pdf', await list(2025));
  expect(await readOf('arlista-2026.pdf', ports)).toBe('headings-unknown');
  const [question, ...more] = await asked(desk);
  const files = question?.evidence.map(({ document }) => document);
  expect([more, files?.toSorted()]).toEqual([[], ['arlista-2025.pdf', 'arlista-2026.pdf']]);
  const id = question?.id ?? '';
  const [shown] = question?.evidence ?? [];
  for (const text of [...HEADINGS, ...ROWS.flat()]) expect(shown?.text).toContain(text);
  // Which of two amounts a customer pays nobody but a person can say.
  expect(question?.options.map(({ name }) => name)).toEqual(['columns', 'neither']);

  const refused = (value: string) =>
    expect(answerQuestions({ who: 'anna' }, answering(id, 'columns', value), desk)).rejects;
  await refused('price=2').toMatchObject({ reason: { code: 'column-against-values' } });
  await refused('price=9').toMatchObject({ reason: { code: 'columns-unfit' } });
  await refused('price=4 price=5').toMatchObject({ reason: { code: 'columns-unfit' } });
  await refused('model=2').toMatchObject({ reason: { code: 'columns-lacking' } });

  await answerQuestions({ who: 'anna' }, answering(id, 'columns', 'model=2 engine=Meghajtas price=5'), desk);
  expect([await readOf('arlista-2026.pdf', ports), await readOf('arlista-2025.pdf', ports)]).toEqual([
    RIGHT,
    RIGHT,
  ]);

  // Columns in another order, a single row: its headings are known.
  const [first] = ROWS.map((row) => row.toReversed());
  await drop('arlista-2027.pdf', await list(2027, HEADINGS.toReversed(), first ? [first] : []));
  expect(await readOf('arlista-2027.pdf', ports)).toEqual(RIGHT.slice(0, 1));
  expect(await asked(desk)).toEqual([]);

  await undoAnswers({ who: 'anna' }, { ...DEALER, questions: [id] }, desk);
  expect(await readOf('arlista-2026.pdf', ports)).toBe('headings-unknown');
  // What came since was read by the same answer: no price of it stays.
  expect(await readOf('arlista-2027.pdf', ports)).toBe('no-price-list');
  expect((await ports.table.lists.query(DEALER)).filter(({ retired }) => !retired)).toEqual([]);
  expect(await asked(desk)).toMatchObject([{ id }]);
});

/** As programs write text in columns; codes are of no shape that BRP has. */
const asText = (...rows: readonly (readonly string[])[]) =>
  Buffer.from([['POLARIS 2027'], ...rows].map((row) => row.join(';')).join('\r\n'));

const UNHEADED = [
  ['LTE-900-27', 'Vihar 1', 'Kelet 70', '9 990 €', '7 990 €'],
  ['S27CEA6RSL', 'Vihar 2', 'Kelet 80', '11 490 €', '8 990 €'],
  ['4002.17/B', 'Zuzmara', 'Kelet 80', '12 990 €', '9 990 €'],
];

test('a list without headings asks by the places of its columns; what is said holds where the same ones stand there', async () => {
  const { ports, desk, drop } = await atWork();
  await using _ = ports;
  await drop('one.csv', asText(...UNHEADED));
  expect(await readOf('one.csv', ports)).toBe('headings-missing');
  const [question] = await asked(desk);
  for (const text of UNHEADED.flat()) expect(question?.evidence[0]?.text).toContain(text);
  expect(question?.options.map(({ name }) => name)).toEqual(['columns', 'neither']);
  expect(question?.options[0]?.value?.example).toBe('code=1 price=5');
  const answer = answering(question?.id ?? '', 'columns', 'code=1 model=2 engine=3 price=4');
  await answerQuestions({ who: 'anna' }, answer, desk);
  const read = UNHEADED.map(([code, model, engine, price = '']) => [
    ...[code, model, engine],
    `${price.replace(/\D/g, '')}.00`,
  ]);
  expect(await readOf('one.csv', ports)).toEqual(read);

  // The next year's list is read by the same answer; where the dearer of two amounts stands behind, nobody knows.
  const dearer = UNHEADED.map(([code = '', ...cells]) => [`${code}9`, ...cells]);
  await drop('two.csv', asText(...dearer));
  expect(await readOf('two.csv', ports)).toEqual(read.map(([code, ...cells]) => [`${code}9`, ...cells]));
  await drop('three.csv', asText(...UNHEADED.map((row) => [...row.slice(0, 3), row[4] ?? '', row[3] ?? ''])));
  expect(await readOf('three.csv', ports)).toBe('headings-missing');
});

test('which of two columns of figures holds the codes only a person can say', async () => {
  const { ports, desk, drop } = await atWork();
  await using _ = ports;
  const rows = [
    ['710345', 'Vihar 1', '9990'],
    ['710346', 'Vihar 2', '11490'],
    ['710350', 'Zuzmara', '12990'],
  ];
  await drop('l.csv', asText(['Cikkszam', 'Tipus', 'Bolti'], ...rows));
  expect(await readOf('l.csv', ports)).toBe('headings-unknown');
  const [question] = await asked(desk);
  expect(question?.options.map(({ name }) => name)).toEqual(['columns', 'neither']);
  const answer = (value: string) => answering(question?.id ?? '', 'columns', value);
  await expect(answerQuestions({ who: 'anna' }, answer('code=2 price=3'), desk)).rejects.toMatchObject({
    reason: { code: 'column-against-values' },
  });
  await answerQuestions({ who: 'anna' }, answer('code=1 model=2 price=3'), desk);
  expect(await readOf('l.csv', ports)).toMatchObject(rows.map(([code, model]) => ({ 0: code, 1: model })));
});

test('headings that are taught without a question read the lists that waited for them, until that is forgotten', async () => {
  const { ports, desk, drop } = await atWork();
  await using _ = ports;
  await drop('l.pdf', await list(2026));
  const said = { Cikkszam: 'code', Tipus: 'model', Meghajtas: 'engine', 'Bolti ar': 'price' };
  const heading = { kind: 'heading' as const, section: '' };
  const meanings = Object.entries(said).map(([text, means]) => ({ ...heading, text, means }));
  await teachMeanings({ who: 'anna' }, { ...DEALER, meanings }, desk);
  expect(await readOf('l.pdf', ports)).toEqual(RIGHT);
  const known = ['Tuotenro', 'Malli', 'Moottori', 'Väri', 'Suositushinta'];
  const painted = ROWS.map(([code = '', model = '', engine = '', , price = '']) => [
    ...[code.replace('KQ', 'KR'), model, engine, 'Punainen', price],
  ]);
  await drop('known.pdf', await list(2025, known, painted));
  const readAs = async () =>
    (await ports.table.documents.query(DEALER)).find(({ name }) => name === 'known.pdf')?.artefacts
      ?.extracted;
  const before = await readAs();
  const texts = Object.keys(said).map((text) => ({ ...heading, text }));
  await forgetMeanings({ who: 'anna' }, { ...DEALER, meanings: texts, ofAll: false }, desk);
  expect(await readOf('l.pdf', ports)).toBe('headings-unknown');
  // A list that has none of these headings is not read again.
  expect([await readOf('known.pdf', ports), await readAs()]).toEqual([expect.any(Array), before]);
  expect((await ports.table.lists.query(DEALER)).filter(({ retired }) => !retired)).toMatchObject([
    { modelYear: 2025 },
  ]);
});

test("an answer that is shared reads the other dealers' lists, and theirs are read without it once it is undone", async () => {
  const { ports, desk, drop } = await atWork();
  await using _ = ports;
  const [demo] = await ports.table.dealers.query(DEALER);
  await ports.table.dealers.put({ ...(demo as DealerRecord), dealerId: 'other' });
  await drop('l.pdf', await list(2026));
  await ports.inbox.write('inbox/other/o.pdf', await list(2025), 'application/pdf');
  await goOn(await begin({ key: 'inbox/other/o.pdf' }, 'run o', desk), desk);
  const others = async () => {
    const [file] = await ports.table.documents.query({ dealerId: 'other' });
    const lists = await ports.table.lists.query({ dealerId: 'other' });
    return [file?.ending?.reason?.code, lists.filter(({ retired }) => !retired).length];
  };
  const id = (await asked(desk))[0]?.id ?? '';
  await answerQuestions({ who: 'anna' }, answering(id, 'columns', 'model=2 engine=3 price=5'), desk);
  expect(await others()).toEqual(['headings-unknown', 0]);
  await shareAnswers({ who: 'olga' }, { ...DEALER, questions: [id] }, desk);
  expect(await others()).toEqual(['book-missing', 1]);
  await undoAnswers({ who: 'olga' }, { ...DEALER, questions: [id] }, desk);
  expect(await others()).toEqual(['headings-unknown', 0]);
});

test('prices that only their cells tell wait until somebody has said that a customer pays them', async () => {
  const { ports, desk, drop } = await atWork();
  await using _ = ports;
  const rows = [
    ['KQZB', 'Rave RE', '600R E-TEC', 'X', '13 990 €'],
    ['KQZC', 'Rave RE', '850 E-TEC', 'X', '15 490 €'],
    ['KQZD', 'Xterrain RE', '850 E-TEC', 'X', '16 990 €'],
  ];
  await drop('l.pdf', await list(2026, ['Cikkszam', 'Tipus', 'Meghajtas', 'Jel', 'Beszerzes'], rows));
  const [question] = await asked(desk);
  expect(question?.codes.toSorted()).toEqual(['KQZB', 'KQZC', 'KQZD']);
  expect(question?.evidence[0]?.frames).toHaveLength(5);
  expect(question?.options.map(({ name }) => name)).toEqual(['as-told', 'columns', 'drop']);
  const accounted = async () => {
    const [file] = await ports.table.documents.query(DEALER);
    return (await readJson(ports.artefacts, file?.artefacts?.extracted ?? '', Extracted)).accounted;
  };
  expect(await accounted()).toBe(false);
  // Pages poll: of what has not changed nothing is read or judged once more.
  let read = 0;
  const counting = {
    ...desk.artefacts,
    read: (...wanted: Parameters<typeof desk.artefacts.read>) => {
      read++;
      return desk.artefacts.read(...wanted);
    },
  };
  const polled = { ...desk, artefacts: counting };
  expect([(await asked(polled)).map(({ id }) => id), read]).toEqual([[question?.id], 0]);
  // What is written while a page asks, and taken back, is told to nobody later.
  const { table } = ports;
  const machine = { ...DEALER, brand: 'LYNX', modelYear: 2026, modelCode: 'KQZB' };
  const meanwhile = {
    ...desk.artefacts,
    read: async (...wanted: Parameters<typeof desk.artefacts.read>) => {
      const keptOut = { why: 'sold', by: 'anna', at: '2026-01-01T00:00:00.000Z' };
      await table.productAnswers.put({ ...machine, edits: {}, keptOut });
      return desk.artefacts.read(...wanted);
    },
  };
  await table.productAnswers.put({ ...machine, modelCode: 'NONE', edits: {} });
  const codes = async (ports: Ports) => (await asked(ports))[0]?.codes.toSorted();
  expect(await codes({ ...desk, artefacts: meanwhile })).toEqual(['KQZC', 'KQZD']);
  await table.productAnswers.remove(machine);
  expect(await codes(desk)).toEqual(['KQZB', 'KQZC', 'KQZD']);
  await answerQuestions({ who: 'anna' }, answering(question?.id ?? '', 'as-told'), desk);
  expect([await asked(polled), read > 0]).toEqual([[], true]);
  expect([await accounted(), await asked(desk)]).toEqual([true, []]);
  expect((await readOf('l.pdf', ports))?.[0]).toEqual(['KQZB', 'Rave RE', '600R E-TEC', '13990.00']);
  await undoAnswers({ who: 'anna' }, { ...DEALER, questions: [question?.id ?? ''] }, desk);
  expect([await accounted(), (await asked(desk)).length]).toEqual([false, 1]);
});
