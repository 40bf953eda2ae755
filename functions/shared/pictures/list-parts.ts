/** No camera writes a tenth of it; a file made of millions of empty parts takes the memory of who lists them. */
const MOST_PARTS = 100_000;

/** The parts of a file in their order; none where there are more than any picture has. */
export const listParts = <Part>(parts: Iterable<Part>): Part[] => {
  const listed: Part[] = [];
  for (const part of parts) if (listed.push(part) > MOST_PARTS) return [];
  return listed;
};
