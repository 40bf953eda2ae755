import { type Reason, reasonKey } from '#contracts/reason.ts';
import type { ValidatedProduct, Verdict } from '#contracts/validated.ts';
import { readList } from '#functions/validate/read-list.ts';
import { judgeList } from '#functions/validate/validate-products.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { dealerIn } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { documentsInForce } from '../documents/documents.ts';

/** A product that other rules would judge otherwise. */
export interface Difference {
  dealerId: string;
  document: string;
  modelCode: string;
  before: Verdict;
  after: Verdict;
  /** Reasons that the new rules give and those in force do not, and the reverse. */
  added: Reason[];
  dropped: Reason[];
}

/** What a change of rules would do to the lists in force. */
export interface DryRun {
  lists: number;
  products: number;
  differences: Difference[];
}

const without = (reasons: Reason[], others: Reason[]): Reason[] => {
  const known = new Set(others.map(reasonKey));
  return reasons.filter((reason) => !known.has(reasonKey(reason)));
};

const difference = (
  { dealerId, name }: DocumentRecord,
  before: ValidatedProduct,
  after: ValidatedProduct,
): Difference => ({
  dealerId,
  document: name,
  modelCode: before.modelCode,
  before: before.verdict,
  after: after.verdict,
  added: without(after.reasons, before.reasons),
  dropped: without(before.reasons, after.reasons),
});

const isChange = ({ before, after, added, dropped }: Difference): boolean =>
  before !== after || added.length + dropped.length > 0;

/** The documents of the lists in force that have been matched, of every dealer that sells in the table's channel. */
const matchedInForce = async ({ table }: Ports): Promise<DocumentRecord[]> => {
  const documents: DocumentRecord[] = [];
  const dealers = await table.dealers.queryIndex('GSI1', {});
  for (const { dealerId } of dealers.filter(({ configuration }) => dealerIn(table.channel, configuration)))
    for (const documentId of await documentsInForce(dealerId, { table })) {
      const document = await table.documents.get({ dealerId, documentId });
      if (document?.artefacts?.matched) documents.push(document);
    }
  return documents;
};

const differencesOf = async (
  document: DocumentRecord,
  [inForce, wanted]: [RuleSet, RuleSet],
  ports: Ports,
): Promise<{ products: number; differences: Difference[] }> => {
  const keys = { dealerId: document.dealerId, artefacts: document.artefacts ?? {} };
  const list = await readList(keys, ports);
  const marketplace = marketplaceOf(ports);
  const [before = [], after = []] = [inForce, wanted].map((rules) => judgeList(list, { marketplace, rules }));
  const differences = before.flatMap((product, at) => {
    const other = after[at];
    return other ? [difference(document, product, other)] : [];
  });
  return { products: before.length, differences: differences.filter(isChange) };
};

/**
 * Judges the last matches of every list in force by the rules in force and by others, and gives what would
 * differ. Nothing is written; names are not matched anew.
 */
export const dryRun = async (rules: [RuleSet, RuleSet], ports: Ports): Promise<DryRun> => {
  const run: DryRun = { lists: 0, products: 0, differences: [] };
  for (const document of await matchedInForce(ports)) {
    const { products, differences } = await differencesOf(document, rules, ports);
    run.lists += 1;
    run.products += products;
    run.differences.push(...differences);
  }
  return run;
};
