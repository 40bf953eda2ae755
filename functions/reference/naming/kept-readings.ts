/** A list has some hundred different texts, and says them row after row. */
const MOST_KEPT = 2_000;
/** Characters; what is longer is no name, and hardly said twice. */
const LONGEST_KEPT = 200;

/** The reading of a text, which is kept for the next time that it is asked. */
export function keptReadings<Reading>(read: (text: string) => Reading): (text: string) => Reading {
  const kept = new Map<string, Reading>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const reading = read(text);
    if (kept.size === MOST_KEPT) kept.clear();
    if (text.length < LONGEST_KEPT) kept.set(text, reading);
    return reading;
  };
}
