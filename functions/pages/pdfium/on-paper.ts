import type { Token } from '../text-runs.ts';
import type { Look } from '../visibility.ts';
import type { Scene } from './scene.ts';
import { looksAt } from './sight.ts';
import type { View } from './view.ts';

/** How tokens look on the screen; those of layers that show there alone, or on paper alone, are in doubt. */
export function looksOnBoth(view: View, paper: Scene, tokens: readonly Token[]): Look[] {
  const seen = looksAt(view, tokens);
  const { texts, pictures, hugePictures } = view;
  view.scene.show([...texts, ...[...pictures, ...hugePictures].map(({ object }) => object)], true);
  const printed = looksAt({ ...view, scene: paper }, tokens);
  return seen.map((look, at) =>
    look.visible === printed[at]?.visible
      ? look
      : { visible: true, doubts: [...new Set([...look.doubts, 'unrendered' as const])] },
  );
}
