import type { Normalized } from '#contracts/extracted.ts';
import {
  canonicalDisplay,
  canonicalEngine,
  canonicalFamily,
  canonicalPackage,
  canonicalStarter,
  trackLength,
  trackWidth,
} from '#reference/lexicon/canonical.ts';
import type { Cells } from './table/table-cells.ts';

/** The canonical values of a row; null where a cell is empty or says nothing the lexicon knows. */
export function normalize(cells: Cells): Normalized {
  const length = trackLength(cells.trackLength?.text ?? '');
  const width = trackWidth(cells.package?.text ?? '');
  return {
    family: canonicalFamily(cells.model?.text ?? ''),
    package: canonicalPackage(cells.package?.text ?? ''),
    engine: canonicalEngine(cells.engine?.text ?? ''),
    trackLengthMm: length.millimetres,
    trackLengthIn: length.inches,
    trackWidthMm: width.millimetres,
    trackWidthIn: width.inches,
    starter: canonicalStarter(cells.starter?.text ?? ''),
    display: canonicalDisplay(cells.display?.text ?? ''),
  };
}
