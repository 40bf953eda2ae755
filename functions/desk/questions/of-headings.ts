import type { Hand } from '#functions/validate/review/editable-fields.ts';
import { reason } from '#messages/reason.ts';
import type { Meaning, TaughtMeaning } from '#shared/table/knowledge-records.ts';
import { meaningScope, meaningText } from '#shared/taught-meanings.ts';
import { dealersNamed } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { OfHeadings } from './effects.ts';
import { readBy, readEach } from './lists-anew.ts';
import { listsBack, listsInForce, type Stood } from './of-file.ts';
import { changed, type Planned } from './step.ts';
import type { Writing } from './write.ts';

/** A file that is read anew by what its headings are said to mean, and what was in force before. */
interface ReadAnew {
  documentId: string;
  stood: Pick<Stood, 'lists'>;
}

/** What an answer about headings has written. */
export interface HeadingsStep {
  meanings: (Meaning & { stood?: TaughtMeaning })[];
  files: ReadAnew[];
}

const meaningsOf = (dealerId: string, { headings }: OfHeadings): Meaning[] =>
  headings.map(({ text, means }) => ({
    ...{ scope: meaningScope(dealerId), kind: 'heading', section: '', printed: text, means },
    text: meaningText('heading', text),
  }));

const BEING_READ = new Set(['processing']);

const fileToRead = async (
  documentId: string,
  dealerId: string,
  ports: DeskPorts,
): Promise<ReadAnew & { name: string }> => {
  const file = await ports.table.documents.get({ dealerId, documentId });
  if (!file || BEING_READ.has(file.status)) throw changed(file?.name ?? documentId);
  return { documentId, name: file.name, stood: { lists: await listsInForce(dealerId, ports) } };
};

/** Headings of lists mean what a person says, for later lists too; the files that print them are read by that. */
export const ofHeadings = async (
  effect: OfHeadings,
  { dealerId, hand }: Pick<Writing, 'dealerId' | 'hand'>,
  ports: DeskPorts,
): Promise<Planned> => {
  const { meanings } = ports.table;
  const files: ReadAnew[] = [];
  for (const documentId of effect.documents) {
    const { name: _, ...file } = await fileToRead(documentId, dealerId, ports);
    files.push(file);
  }
  const said = meaningsOf(dealerId, effect);
  const before = await Promise.all(said.map((one) => meanings.get(one)));
  const step = said.map((one, at) => ({ ...one, ...(before[at] && { stood: before[at] }) }));
  return {
    step: { does: effect.does, meanings: step, files },
    write: async () => {
      for (const one of said) await meanings.put({ ...one, taughtBy: hand.by, taughtAt: hand.at });
      const documents = files.map(({ documentId }) => documentId);
      await readEach(dealerId, documents, `answer of ${hand.at}`, ports);
    },
  };
};

type Given = { dealerId: string; by: string; at: string };

/** Reads lists once more; where one cannot be read any more, those that were in force before are again. */
const readLater = async (
  later: readonly string[],
  given: Given,
  { stood, cause }: { stood: Pick<Stood, 'lists'> | undefined; cause: string },
  ports: DeskPorts,
): Promise<void> => {
  await readEach(given.dealerId, later, cause, ports);
  for (const documentId of later) {
    const file = { ...given, documentId };
    const now = await ports.table.documents.get(file);
    if (now?.status === 'rejected') await listsBack(file, stood ?? { lists: [] }, ports);
  }
};

/**
 * The files, and lists that were read by the same headings since, are read once more by what those mean now; where one
 * cannot be read any more, lists that were in force before are again.
 */
export const readBack = async (
  { files, meanings }: HeadingsStep,
  given: Given,
  ports: DeskPorts,
): Promise<void> => {
  const cause = `taken back: answer of ${given.at}`;
  for (const { documentId, stood } of files) {
    const wasRead = stood.lists.some((list) => list.documentId === documentId);
    if (!wasRead) await listsBack({ ...given, documentId }, stood, ports);
  }
  const documents = files.map(({ documentId }) => documentId);
  await readEach(given.dealerId, documents, cause, ports);
  const headings = new Set(meanings.map(({ text }) => text));
  const later = await readBy(given.dealerId, given.at, headings, ports);
  const others = later.filter((documentId) => !documents.includes(documentId));
  await readLater(others, given, { stood: files[0]?.stood, cause }, ports);
};

/**
 * Lists that were read by headings since somebody said what those mean without a question, or for all dealers where none is
 * named, are read without it; what was in force before nobody knows.
 */
export const readWithout = async (
  dealerId: string | undefined,
  { headings, hand }: { headings: readonly string[]; hand: Hand },
  ports: DeskPorts,
): Promise<void> => {
  const texts = new Set(headings);
  const told = { stood: undefined, cause: `taken back: ${hand.at}, ${[...texts].join(', ')}` };
  for (const each of await dealersNamed(dealerId, ports))
    await readLater(await readBy(each, hand.at, texts, ports), { ...hand, dealerId: each }, told, ports);
};

/** Two columns that are headed alike can be told apart by no text. */
export const refuseAlike = (headings: readonly string[]): void => {
  const texts = headings.map((text) => meaningText('heading', text));
  const twice = headings.find((_, at) => texts.indexOf(texts[at] as string) !== at);
  if (twice !== undefined) throw new Refusal(reason('columns-alike', { heading: twice }));
};
