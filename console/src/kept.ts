/** Of a browser that is told to keep nothing for this site the very name throws; of a full one, what writes to it. */
const orNull = <Result>(ask: () => Result): Result | null => {
  try {
    return ask();
  } catch {
    return null;
  }
};

/** What the browser would not keep: it lasts as long as this page. */
const unkept = new Map<string, string>();

/** What was kept here under a key; null where nothing was. */
export const keptAt = (key: string): string | null =>
  unkept.get(key) ?? orNull(() => localStorage.getItem(key));

/** Keeps a text for this and later visits, as far as the browser does. */
export const keep = (key: string, text: string): void => {
  const isKept = orNull(() => {
    localStorage.setItem(key, text);
    return true;
  });
  if (isKept) unkept.delete(key);
  else unkept.set(key, text);
};

export const keepNoMore = (key: string): void => {
  unkept.delete(key);
  orNull(() => localStorage.removeItem(key));
};

/** All keys under which something is kept, whoever has kept it. */
export const keysKept = (): string[] => [
  ...new Set([...Object.keys(orNull(() => localStorage) ?? {}), ...unkept.keys()]),
];

/** What is kept for the way to another site and back, by this tab alone; null where the browser keeps nothing. */
export const tabStorage = (): Storage | null => orNull(() => sessionStorage);
