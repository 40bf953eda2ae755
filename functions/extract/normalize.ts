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
import { engineName } from '#reference/naming/engine.ts';
import { readModel } from '#reference/naming/machine.ts';
import type { Cells } from './table/table-cells.ts';

/**
 * The canonical values of a row; null where a cell is empty or says nothing the lexicon knows. What has no
 * column of its own is read from the model's name.
 */
export function normalize(cells: Cells): Normalized {
  const named = readModel(cells.model?.text ?? '');
  const length = trackLength(cells.trackLength?.text ?? (named.lengthIn ? `${named.lengthIn}"` : ''));
  const width = trackWidth(cells.package?.text ?? '');
  return {
    family: canonicalFamily(cells.model?.text ?? ''),
    package: canonicalPackage(cells.package?.text ?? ''),
    engine: cells.engine ? canonicalEngine(cells.engine.text) : engineName(named.engine) || null,
    trackLengthMm: length.millimetres,
    trackLengthIn: length.inches,
    trackWidthMm: width.millimetres,
    trackWidthIn: width.inches,
    starter: canonicalStarter(cells.starter?.text ?? ''),
    display: canonicalDisplay(cells.display?.text ?? ''),
  };
}
