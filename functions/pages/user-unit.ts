/** How many points one unit of a page is, by the number of the page's object. */
export type UnitOf = (objectNumber: number) => number;

const UNIT = '/UserUnit';
/** Bytes behind the name that hold its number. */
const ROOM = 24;

/**
 * The units of the pages of a PDF (ISO 32000-2, table 31): engines give coordinates without them. Objects that are
 * packed into streams are not seen.
 */
export function unitsOf(file: Buffer): UnitOf {
  const stated: { at: number; unit: number }[] = [];
  for (let at = file.indexOf(UNIT); at >= 0; at = file.indexOf(UNIT, at + 1)) {
    const unit = Number.parseFloat(file.toString('latin1', at + UNIT.length, at + UNIT.length + ROOM).trim());
    if (unit > 0 && unit !== 1) stated.push({ at, unit });
  }
  if (stated.length === 0) return () => 1;
  const units = new Map(stated.map(({ at, unit }) => [objectAround(file, at), unit]));
  return (objectNumber) => units.get(objectNumber) ?? 1;
}

/** The number of the object that holds the place; 0 for none. */
function objectAround(file: Buffer, at: number): number {
  const begin = file.lastIndexOf(' obj', at);
  const before = begin < 0 ? '' : file.toString('latin1', Math.max(0, begin - ROOM), begin);
  return Number(/(\d+)\s+\d+$/.exec(before)?.[1] ?? 0);
}
