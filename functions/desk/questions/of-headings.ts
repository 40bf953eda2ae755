import { reason } from '#messages/reason.ts';
import type { Meaning, TaughtMeaning } from '#shared/table/knowledge-records.ts';
import { meaningScope, meaningText } from '#shared/taught-meanings.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { OfHeadings } from './effects.ts';
import { listsBack, listsInForce, readAgain, type Stood } from './of-file.ts';
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
      for (const { documentId } of files)
        await readAgain({ dealerId, documentId }, `answer of ${hand.at}`, ports);
    },
  };
};

type Given = { dealerId: string; by: string; at: string };

/** Lists in force that came since an answer: they may have been read by what it says. */
const cameSince = async ({ dealerId, at }: Given, { table }: DeskPorts): Promise<string[]> => {
  const lists = (await table.lists.query({ dealerId })).filter(({ retired }) => !retired);
  const inForce = new Set(lists.map(({ documentId }) => documentId));
  return (await table.documents.query({ dealerId }))
    .filter(({ documentId, receivedAt }) => inForce.has(documentId) && receivedAt > at)
    .map(({ documentId }) => documentId);
};

/**
 * The files, and lists that came since, are read once more by what their headings mean now; where one cannot be read any
 * more, lists that were in force before are again.
 */
export const readBack = async (files: readonly ReadAnew[], given: Given, ports: DeskPorts): Promise<void> => {
  const cause = `taken back: answer of ${given.at}`;
  const later = await cameSince(given, ports);
  for (const { documentId, stood } of files) {
    const file = { ...given, documentId };
    const wasRead = stood.lists.some((list) => list.documentId === documentId);
    if (!wasRead) await listsBack(file, stood, ports);
    await readAgain(file, cause, ports);
  }
  for (const documentId of later) {
    const file = { ...given, documentId };
    await readAgain(file, cause, ports);
    const now = await ports.table.documents.get(file);
    if (now?.status === 'rejected' && files[0]) await listsBack(file, files[0].stood, ports);
  }
};

/** Two columns that are headed alike can be told apart by no text. */
export const refuseAlike = (headings: readonly string[]): void => {
  const texts = headings.map((text) => meaningText('heading', text));
  const twice = headings.find((_, at) => texts.indexOf(texts[at] as string) !== at);
  if (twice !== undefined) throw new Refusal(reason('columns-alike', { heading: twice }));
};
