import { auditScope } from './audit.ts';

/** What a dealer's own people say, then what holds for all dealers and they say nothing about. */
export const ownThenAll = async <One>(
  dealerId: string,
  query: (of: { scope: string }) => Promise<One[]>,
  aboutOf: (one: One) => string,
): Promise<One[]> => {
  const [own = [], ofAll = []] = await Promise.all(
    [dealerId, null].map((whose) => query({ scope: auditScope(whose) })),
  );
  const said = new Set(own.map(aboutOf));
  return [...own, ...ofAll.filter((one) => !said.has(aboutOf(one)))];
};
