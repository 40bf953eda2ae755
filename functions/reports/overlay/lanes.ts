/** Something that takes up a stretch of a line. */
interface Stretch {
  from: number;
  to: number;
}

/** Spreads stretches, given from left to right, over as few lanes as keep `gap` between neighbours of a lane. */
export const inLanes = <One extends Stretch>(stretches: One[], gap: number): One[][] => {
  const lanes: One[][] = [];
  for (const stretch of stretches) {
    const lane = lanes.find((taken) => (taken.at(-1)?.to ?? -Infinity) + gap <= stretch.from);
    if (lane) lane.push(stretch);
    else lanes.push([stretch]);
  }
  return lanes;
};
