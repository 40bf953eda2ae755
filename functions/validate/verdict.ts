import type { CellDoubt, ExtractedProduct } from '#contracts/extracted.ts';
import { distinctReasons, type Reason } from '#contracts/reason.ts';
import type { Verdict } from '#contracts/validated.ts';
import type { Composition, Listing } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import type { Finding } from '#reference/rules/finding.ts';

/** What is unsure about the match. */
const matchDoubts = ({ matched }: Listing): Reason[] => {
  if (matched.decision === 'accepted') return [];
  return matched.reasons.length > 0 ? matched.reasons : [reason('match-unsure')];
};

/** A cell that a flag is about: what stands there, and what was expected. */
const cellReason =
  ({ page, row, addresses }: ExtractedProduct) =>
  ({ column, text: printed, expected, values: others, box }: CellDoubt): Reason => {
    const address = addresses?.[column];
    const place = { page, row, column, box, ...(address && { address }) };
    return reason('cell', { column, printed, expected, others }, place);
  };

/** What a flag of a row means, with the cells that it is about. */
export const flagReason =
  (product: ExtractedProduct) =>
  (code: string): Reason => {
    const { page, row, doubts = [] } = product;
    const cells = doubts.filter((doubt) => doubt.code === code).map(cellReason(product));
    return { code, values: { cells }, place: { page, row, box: null } };
  };

const composeDoubts = ({ problems }: Composition): Reason[] => problems.map((problem) => problem.reason);

/** Findings that hold an ad, without those whose cause the composition has already named. */
const ruleReasons = (findings: Finding[], { problems }: Composition): Reason[] => {
  const explained = new Set(problems.map(({ field }) => field));
  return findings
    .filter(({ severity, missing }) => severity !== 'warn' && !(missing && explained.has(missing)))
    .map((finding) => finding.reason);
};

/** Every reason why a listing is not published, each once; empty for a clean one. */
export const reasonsOf = (listing: Listing, composition: Composition, findings: Finding[]): Reason[] =>
  distinctReasons([
    ...matchDoubts(listing),
    ...listing.extracted.flags.map(flagReason(listing.extracted)),
    ...(listing.outdatedEdits ?? []),
    ...composeDoubts(composition),
    ...ruleReasons(findings, composition),
  ]);

/** A rule that blocks rejects; anything else that speaks against the ad holds it for a person (C10). */
export const verdictOf = (findings: Finding[], reasons: Reason[]): Verdict => {
  if (findings.some(({ severity }) => severity === 'block')) return 'rejected';
  return reasons.length > 0 ? 'review' : 'published';
};
