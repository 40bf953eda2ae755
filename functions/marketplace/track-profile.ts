import type { Namesake } from './marketplace.ts';
import { toldInName } from './told-in-name.ts';

/** "2.5in 64mm PowderMax", "64 mm PowderMax", "2.5\" PowderMax": the profile's height and the track's name. */
const PROFILE =
  /^(?:[\d.,]{1,6} ?(?:in\.?|"|”|″|tum|tommer?|tuumaa?)?[\s/]*)?(?:(?<height>\d{1,3}) ?mm[\s/]*)?(?<name>\p{L}.*)$/iu;

/** The profile's height in mm, null where it is not printed, and the track's name. */
export interface TrackProfile {
  heightMm: number | null;
  name: string;
}

/** What the list prints in its column of track profiles, or in the machine's name; null where that is no profile with a name. */
export const trackProfile = (machine: Namesake): TrackProfile | null => {
  const printed = machine.extracted.trackProfile ?? toldInName(machine).trackProfile;
  const { height, name } = PROFILE.exec(printed ?? '')?.groups ?? {};
  return name ? { heightMm: height ? Number(height) : null, name } : null;
};
