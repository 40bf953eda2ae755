import type { Archive } from './archive.ts';
import { OFFICE_THEME } from './palette.ts';
import { readXml } from './xml.ts';

/** The scheme's slots in the order in which cells number them: light and dark change places against the file's. */
const SLOTS = [
  ...['lt1', 'dk1', 'lt2', 'dk2'],
  ...['accent1', 'accent2', 'accent3', 'accent4', 'accent5', 'accent6'],
  ...['hlink', 'folHlink'],
];

/** The colours of a workbook's theme by number, as "RRGGBB". */
export async function readTheme(archive: Archive, part: string | undefined): Promise<readonly string[]> {
  if (part === undefined || !archive.has(part)) return OFFICE_THEME;
  const theme = [...OFFICE_THEME];
  let slot = -1;
  await readXml(archive, part, {
    open: (element, { val = '', lastClr = '' }) => {
      if (SLOTS.includes(element)) slot = SLOTS.indexOf(element);
      else if (slot >= 0 && element === 'srgbClr') theme[slot] = val;
      else if (slot >= 0 && element === 'sysClr') theme[slot] = lastClr;
    },
    close: (element) => {
      if (SLOTS.includes(element)) slot = -1;
    },
  });
  return theme;
}
