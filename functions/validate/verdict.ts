import type { Verdict } from '#contracts/validated.ts';
import type { Composition, Listing } from '#marketplace/marketplace.ts';
import type { Finding } from '#reference/rules/finding.ts';
import { flagReason } from './flag-reasons.ts';

/** What is unsure about the match, in its own words. */
const matchDoubts = ({ matched }: Listing): string[] => {
  if (matched.decision === 'accepted') return [];
  return matched.reasons.length > 0 ? matched.reasons : ['the model is not matched for sure'];
};

const composeDoubts = ({ problems }: Composition): string[] =>
  problems.map(({ field, reason }) => `${field}: ${reason}`);

/** Findings that hold an ad, without those whose cause the composition has already named. */
const ruleReasons = (findings: Finding[], { problems }: Composition): string[] => {
  const explained = new Set(problems.map(({ field }) => field));
  return findings
    .filter(({ severity, missing }) => severity !== 'warn' && !(missing && explained.has(missing)))
    .map(({ message }) => message);
};

/** Every reason why a listing is not published, each once; empty for a clean one. */
export const reasonsOf = (listing: Listing, composition: Composition, findings: Finding[]): string[] => [
  ...new Set([
    ...matchDoubts(listing),
    ...listing.extracted.flags.map((flag) => flagReason(flag, listing.extracted)),
    ...composeDoubts(composition),
    ...ruleReasons(findings, composition),
  ]),
];

/** A rule that blocks rejects; anything else that speaks against the ad holds it for a person (C10). */
export const verdictOf = (findings: Finding[], reasons: string[]): Verdict => {
  if (findings.some(({ severity }) => severity === 'block')) return 'rejected';
  return reasons.length > 0 ? 'review' : 'published';
};
