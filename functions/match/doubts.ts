import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import type { Machine } from '#reference/naming/machine.ts';
import type { RankedName, Ranking, Subject } from './rank-names.ts';

/** A word that the name bears as well is told by it, whatever it means. */
const unexplainedBy = (named: Machine, product: Machine): readonly string[] =>
  product.unexplained.filter((word) => !named.unexplained.includes(word));

/** The words of an added package that other listed names bear: there they make another name. */
const addedElsewhere = (best: RankedName, { added }: Machine, { fitting, contradicting }: Ranking) => {
  const listed = new Set([...fitting, ...contradicting].flatMap(({ listed }) => listed.text.split(' ')));
  const said = best.listed.text.split(' ');
  return added.filter((word) => listed.has(word) && !said.includes(word));
};

const unknownWords = (words: readonly string[]): Reason[] =>
  words.length > 0 ? [reason('words-unknown', { words })] : [];

/**
 * Why a name that contradicts nothing may yet be wrong. An unknown word in a model's name may
 * make another family or package of it ("Xterrain Brutal" was no Xterrain), and one in the engine's cell
 * cannot: a name that states an engine has to agree with every word of that cell.
 */
export const doubtsOf = (
  { machine, contradictions }: Subject,
  best: RankedName,
  ranking: Ranking,
): Reason[] => [
  ...contradictions,
  ...unknownWords([
    ...unexplainedBy(best.listed.machine, machine),
    ...addedElsewhere(best, machine, ranking),
  ]),
];
