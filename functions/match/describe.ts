import type { MatchedProduct } from '#contracts/matched.ts';
import { CONFIDENCE_WORDS, DECISION_WORDS, METHOD_WORDS } from '#reference/matching/wording.ts';
import { engineName } from '#reference/naming/engine.ts';
import { type Machine, packageName, packageWords } from '#reference/naming/machine.ts';

/** The row's model, package and engine as this project writes them, whatever the list's spelling (S0-12). */
export function normalizedNames(machine: Machine): MatchedProduct['normalized'] {
  const { family, engine } = machine;
  const named = engineName(engine) || null;
  return {
    model: family?.name ?? null,
    package: packageName(packageWords(machine)),
    engine: engine.electric ? 'Electric' : named,
  };
}

/** How sure the match is, in a sentence for the dealer (S0-12). */
export function describeConfidence({
  method,
  confidence,
  decision,
}: Pick<MatchedProduct, 'method' | 'confidence' | 'decision'>): string {
  const [, likely] = CONFIDENCE_WORDS.find(([from]) => confidence >= from) ?? [];
  return `${METHOD_WORDS[method] ?? `${likely} (${confidence.toFixed(2)})`}: ${DECISION_WORDS[decision]}.`;
}
