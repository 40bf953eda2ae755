import type { EngineAnswer } from '#contracts/extracted.ts';
import { ranges } from './page-ranges.ts';
import type { PageSources } from './page-sources.ts';

/** Who read the document: the page reader, the recognisers, and why the earlier ones of the chain did not. */
export function engineOf(reader: EngineAnswer, pages: number, { recognized }: PageSources): EngineAnswer {
  const answers = [...recognized].map(([page, { engine }]) => ({ page, engine }));
  const seen = answers.filter(({ engine }) => engine.name !== '');
  const names = [...(answers.length < pages ? [reader.name] : []), ...seen.map(({ engine }) => engine.name)];
  const noText = { name: reader.name, reason: 'no usable text layer' };
  const declined = answers.flatMap(({ page, engine }) =>
    [noText, ...engine.declined].map((reason) => ({ page, ...reason })),
  );
  return {
    name: [...new Set(names)].join(', ') || reader.name,
    declined: [...reader.declined, ...grouped(declined)],
  };
}

/** One line a reason, whatever the number of its pages. */
function grouped(declined: { page: number; name: string; reason: string }[]): EngineAnswer['declined'] {
  const groups = Map.groupBy(declined, ({ name, reason }) => `${name}\n${reason}`);
  return [...groups.values()].map((group) => {
    const [{ name, reason } = { name: '', reason: '' }] = group;
    return { name, reason: `${reason} (pages ${ranges(group.map(({ page }) => page))})` };
  });
}
