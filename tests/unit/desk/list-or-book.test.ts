import { expect, test } from 'vitest';
import { Catalogue } from '#contracts/catalogue.ts';
import { answerQuestions } from '#desk/questions/answer.ts';
import { undoAnswers } from '#desk/questions/given.ts';
import { listQuestions } from '#desk/questions/questions.ts';
import type { IntakeRequest } from '#functions/intake/request.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { deskOn } from '../../fakes/desk.ts';
import { addDemoDealer, begin, goOn } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';
import { drawnPdf } from '../pages/drawn-pdf.ts';

const DEALER = { dealerId: 'demo' };

/** Labels of no language, and what stands beside them. */
const ROWS = [
  ['Zarfel', '3188 mm'],
  ['Quonde vrist', '1202 mm'],
  ['Hjurr', '1350 mm'],
  ['Trelk omfa', '1067 mm'],
  ['Vossen', '221 kg'],
  ['Grumpel', '36 l'],
  ['Ondrap', '3,4 l'],
  ['Sklirr', '165 hp'],
  ['Brentz', '849 cc'],
  ['Fruzzo', '406 mm'],
  ['Klemmat', '7900 rpm'],
  ['Dwanning', '64 mm'],
] as const;

/** A machine's page without a picture: a part of a list, or of a book. */
const sheet = (year: number) =>
  drawnPdf(
    (document) => {
      document.fontSize(30).text(`LYNX ${year}`, 40, 60, { lineBreak: false });
      document.addPage();
      document.fontSize(22).text('Rave RE 850 E-TEC', 40, 40, { lineBreak: false });
      document.fontSize(9);
      for (const [at, [label, value]] of ROWS.entries()) {
        document.text(label, 40, 120 + 20 * at, { lineBreak: false });
        document.text(value, 240, 120 + 20 * at, { lineBreak: false });
      }
    },
    { size: [595, 842] },
  );

const atWork = async () => {
  const ports = await testPorts();
  await addDemoDealer(ports);
  const desk: ReturnType<typeof deskOn> = deskOn(ports, async (machine, name, input) => {
    if (machine === 'price-list')
      await goOn(await begin(input as IntakeRequest['request'], name, desk), desk);
    return true;
  });
  const drop = async (name: string, bytes: Uint8Array) => {
    await ports.inbox.write(`inbox/demo/${name}`, bytes, 'application/pdf');
    const begun = await begin({ key: `inbox/demo/${name}` }, `run ${name}`, desk);
    return { ...(await goOn(begun, desk)), toldBy: begun.tally.engine };
  };
  return { ports, desk, drop };
};

const booksOf = async ({ table, artefacts }: Ports) =>
  Promise.all(
    (await table.books.query(DEALER)).map(async ({ document, modelYear, key }) => {
      const { models } = await readJson(artefacts, key, Catalogue);
      return [document, modelYear, models.map(({ model }) => model)];
    }),
  );

const asked = async (desk: Ports) =>
  (await listQuestions('demo', desk)).filter(({ kind }) => kind === 'list-or-book');

const answering = (question: string, option: string) => ({
  ...{ ...DEALER, dryRun: false, confirmed: false },
  answers: [{ question, option, value: '' }],
});

test('a file that nobody can tell is read as what a person says that it is, its like too, until that is taken back', async () => {
  const { ports, desk, drop } = await atWork();
  await using _ = ports;
  expect((await drop('sheet-2026.pdf', await sheet(2026))).ending?.reason?.code).toBe('list-or-book');
  const [question, ...more] = await asked(desk);
  expect(more).toEqual([]);
  expect(question?.evidence).toMatchObject([{ document: 'sheet-2026.pdf', page: 2, box: [0, 0, 595, 842] }]);
  const id = question?.id ?? '';
  const tried = await answerQuestions({ who: 'anna' }, { ...answering(id, 'book'), dryRun: true }, desk);
  expect([tried.version, await booksOf(ports)]).toEqual([null, []]);

  await answerQuestions({ who: 'anna' }, answering(id, 'book'), desk);
  const read = ['sheet-2026.pdf', 2026, ['Rave RE 850 E-TEC']];
  expect(await booksOf(ports)).toEqual([read]);
  expect(await asked(desk)).toEqual([]);

  expect(await drop('sheet-2027.pdf', await sheet(2027))).toMatchObject({
    ...{ kind: 'spec-book', ending: { status: 'catalogued' } },
    toldBy: 'as anna says of sheet-2026.pdf',
  });

  await undoAnswers({ who: 'anna' }, { ...DEALER, questions: [id] }, desk);
  expect(await booksOf(ports)).toEqual([['sheet-2027.pdf', 2027, read[2]]]);
  expect(await asked(desk)).toMatchObject([{ id }]);
  expect((await drop('sheet-2028.pdf', await sheet(2028))).ending?.reason?.code).toBe('list-or-book');
});

test('what it was a part of is as it was before, once a wrong answer is taken back', async () => {
  const { ports, desk, drop } = await atWork();
  await using _ = ports;
  await drop('sheet.pdf', await sheet(2026));
  const own = { ...DEALER, brand: 'LYNX', modelYear: 2026, document: 'book.pdf', documentId: 'd-book' };
  const key = 'runs/demo/book/catalogue.json';
  const book = { ...own, sha256: 'b'.repeat(64), models: 1, key, order: '0000-00-00#2026-01-01' };
  const empty = {
    ...{ contractVersion: 2, document: 'book.pdf', sha256: 'b'.repeat(64), kind: 'spec-book', brand: 'LYNX' },
    ...{ modelYear: 2026, pages: 1, models: [], problems: [], damages: 0, parserVersion: '1' },
    extractedAt: '2026-01-01T00:00:00.000Z',
  };
  await ports.artefacts.write(key, JSON.stringify(empty), 'application/json');
  await ports.table.books.put(book);
  const [question] = await asked(desk);
  await answerQuestions({ who: 'anna' }, answering(question?.id ?? '', 'book'), desk);
  expect((await ports.table.books.query(DEALER)).map(({ document }) => document)).toEqual(['sheet.pdf']);
  await undoAnswers({ who: 'anna' }, { ...DEALER, questions: [question?.id ?? ''] }, desk);
  expect(await ports.table.books.query(DEALER)).toMatchObject([book]);
});

test('read as a list it ends by what a list lacks, and the answer can be taken back', async () => {
  const { ports, desk, drop } = await atWork();
  await using _ = ports;
  const { documentId } = await drop('sheet.pdf', await sheet(2026));
  const [question] = await asked(desk);
  await answerQuestions({ who: 'anna' }, answering(question?.id ?? '', 'list'), desk);
  const document = await ports.table.documents.get({ ...DEALER, documentId });
  expect(document?.ending?.reason?.code).not.toBe('list-or-book');
  expect(await asked(desk)).toEqual([]);
  await undoAnswers({ who: 'anna' }, { ...DEALER, questions: [question?.id ?? ''] }, desk);
  expect(await asked(desk)).toMatchObject([{ id: question?.id }]);
});
