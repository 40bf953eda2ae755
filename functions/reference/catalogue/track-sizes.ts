/** What tracks of snowmobiles measure, youth to utility, in inches; what lies outside is no track's size. */
const TRACK_SIZES = {
  length: { from: 40, to: 216 },
  width: { from: 8, to: 31 },
  profile: { from: 0.3, to: 4.4 },
} as const;

export type TrackMeasure = keyof typeof TRACK_SIZES;
export const TRACK_MEASURES = Object.keys(TRACK_SIZES) as TrackMeasure[];

export const MM_PER_INCH = 25.4;

/** Whether a track can measure so much, in inches. */
export const isTrackSize = (measure: TrackMeasure, inches: number): boolean =>
  inches >= TRACK_SIZES[measure].from && inches <= TRACK_SIZES[measure].to;
