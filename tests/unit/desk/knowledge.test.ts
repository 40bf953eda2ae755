import { beforeAll, describe, expect, test } from 'vitest';
import { Catalogue } from '#contracts/catalogue.ts';
import { actsOf } from '#desk/acts.ts';
import { forgetMeanings, listKnowledge, promoteMeanings, teachMeanings } from '#desk/knowledge/knowledge.ts';
import type { DeskPorts } from '#desk/ports.ts';
import { catalogue } from '#functions/catalogue/catalogue.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { diceOf } from '../../drawn-books/dice.ts';
import { type DrawnBook, drawBook } from '../../drawn-books/draw.ts';
import { judge } from '../../drawn-books/judge.ts';
import type { Told } from '../../drawn-books/wording.ts';
import { withoutWords } from '../../drawn-books/without-words.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';
import { runState } from '../../fakes/records.ts';

let book: DrawnBook;
beforeAll(async () => {
  book = await drawBook(diceOf(7), 'en', 'beside, ruled');
});

/** What the drawn book tells in which field; its words are the drawing's own. */
const FIELDS: Readonly<Partial<Record<Told, string>>> = {
  details: 'engine type',
  power: 'power',
  cylinders: 'cylinders',
  displacement: 'displacement',
  bore: 'bore',
  stroke: 'piston stroke',
  fuelTank: 'fuel tank',
  oilTank: 'oil tank',
  weight: 'dry weight',
  length: 'machine length',
  width: 'machine width',
  height: 'machine height',
  stance: 'ski stance',
  track: 'track size',
  trackLength: 'track length',
  trackWidth: 'track width',
  trackProfile: 'track profile',
  seat: 'seat',
  starter: 'starter',
};

const deskOf = (ports: Ports): DeskPorts => ({
  ...ports,
  acts: actsOf(ports),
  checkSecret: async () => {},
  openInbox: async () => {},
});

/** The book as a dealer drops it, in letters that nobody knows a word of. */
const dropped = async (ports: Ports, dealerId = 'demo', runId = 'run-1') => {
  const key = `inbox/${dealerId}/${runId}.pdf`;
  await ports.inbox.write(key, book.bytes, 'application/pdf');
  const version = (await ports.inbox.head(key))?.version ?? '';
  const inbox = { ...runState().inbox, key, version };
  const reader = withoutWords(pdfiumReader, Object.values(book.style.wording));
  return catalogue(runState({ dealerId, runId, documentId: `d-${runId}`, inbox }), ports, [reader]);
};

const inForce = async (ports: Ports, dealerId = 'demo'): Promise<Catalogue> => {
  const [held] = await ports.table.books.query({ dealerId });
  return readJson(ports.artefacts, held?.key ?? '', Catalogue);
};

test('prints', async () => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  await dropped(ports);
  const read = await inForce(ports);
  const { right, empty, wrong } = judge(book, read);
  console.log(right, empty, wrong);
  const open = new Set(read.models.flatMap(({ rows }) => rows.filter(({ field }) => !field).map(({ section, label, cells }) => `${section} | ${label} | ${cells.map(({ text }) => text).join(' ; ')}`)));
  console.log([...open].join('\n'), book.style);
});
