import type { Normalized } from '#contracts/extracted.ts';
import { engineIn, ratedName } from '#reference/naming/engine.ts';
import { familyOf, packageIn, readModel } from '#reference/naming/machine.ts';
import { displayIn, starterIn } from '#reference/naming/specification.ts';
import { lengthOfClass, readLength, widthOf } from '#reference/naming/track.ts';
import type { Cells } from './table/table-cells.ts';

/**
 * The canonical values of a row; null where a cell is empty or says nothing the lexicon knows. What has no
 * column of its own is read from the model's name and the package behind it, as matching reads them.
 */
export function normalize(cells: Cells): Normalized {
  const [model, kit] = [cells.model?.text ?? '', cells.package?.text ?? ''];
  const named = readModel(`${model} ${kit}`);
  const length = cells.trackLength ? readLength(cells.trackLength.text) : lengthOfClass(named.lengthIn);
  const width = widthOf(named.widthMm);
  return {
    family: familyOf(model),
    package: packageIn(kit),
    engine: cells.engine ? engineIn(cells.engine.text) : ratedName(named.engine),
    trackLengthMm: length.millimetres,
    trackLengthIn: length.inches,
    trackWidthMm: width.millimetres,
    trackWidthIn: width.inches,
    starter: starterIn(cells.starter?.text ?? ''),
    display: displayIn(cells.display?.text ?? ''),
  };
}
