/** What the address says: the question that is open, the machine looked at, and what the list is limited to. */
export interface Place {
  q?: string;
  machine?: string;
  kind?: string;
  find?: string;
}

const NAMES = ['q', 'machine', 'kind', 'find'] as const;

/** The place that an address names, whatever else stands in it. */
export const placeIn = (search: Record<string, unknown>): Place =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = search[name];
      return value === undefined || value === '' ? [] : [[name, String(value)]];
    }),
  );
