import * as z from 'zod';
import { STOCK_HEADINGS, type StockHeading } from '#reference/lexicon/stock-headings.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import type { Actor } from '../acts.ts';
import { documentNamed } from '../documents/show.ts';
import type { DeskPorts } from '../ports.ts';
import { readAgain } from '../questions/of-file.ts';

const MEANINGS = Object.keys(STOCK_HEADINGS) as [StockHeading, ...StockHeading[]];

/** A dropped file that is to be taken as a stock sheet, as a person says: `headings`, what they mean by their texts. */
export const TakeSheet = z.strictObject({
  dealerId: z.string(),
  /** By its name, or by the beginning of its id. */
  document: z.string().min(1),
  headings: z.record(z.string(), z.enum(MEANINGS)).default({}),
  isWhole: z.boolean().default(false),
  confirmed: z.boolean().default(false),
});

/**
 * Reads a file once more, as a stock sheet and as a person says that it is meant; gives its document as it ended. What
 * it says counts as of when it came: newer words stay. Throws `Refusal`.
 */
export const takeSheet = async (
  actor: Actor,
  { dealerId, document: named, headings, isWhole, confirmed }: z.infer<typeof TakeSheet>,
  ports: DeskPorts,
): Promise<DocumentRecord> => {
  const document = await documentNamed({ dealerId, document: named }, ports);
  const { documents } = ports.table;
  const { documentId } = document;
  const key = { dealerId, documentId };
  const deed = {
    dealerId,
    action: 'stock.take',
    subject: documentId,
    details: { headings, isWhole, confirmed },
  };
  await ports.acts.perform(actor, deed, async ({ who: by, at }) => {
    const { kind, labels = [] } = { kind: 'stock-sheet' as const, labels: document.saidToBe?.labels };
    const before = document.takenAs;
    await documents.patchIf(key, {
      saidToBe: { kind, labels, by, at },
      takenAs: { ...{ isWhole, confirmed, by, at }, headings: { ...before?.headings, ...headings } },
    });
    await readAgain(document, `stock.take ${at}`, ports);
  });
  return (await documents.get(key)) ?? document;
};
