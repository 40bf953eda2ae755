import type { AdChange } from '#contracts/feed-diff.ts';
import type { Ad } from '#contracts/validated.ts';
import { type FeedShape, imagesTag } from '#marketplace/marketplace.ts';
import { changePercent } from '#shared/change-guard.ts';
import type { AdPair } from './feed-differences.ts';

const namedOf = ({ id, fields }: Ad, { title, price }: FeedShape) => ({
  id,
  title: fields[title] ?? '',
  price: fields[price] ?? '',
});

const textsOf = ({ fields, images }: Ad, shape: FeedShape): Record<string, string> => ({
  ...fields,
  ...(images.length > 0 && { [imagesTag(shape)]: images.join('\n') }),
});

const changedFields = (before: Record<string, string>, after: Record<string, string>) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((tag) => before[tag] !== after[tag])
    .map((tag) => [tag, { from: before[tag] ?? null, to: after[tag] ?? null }] as const);

const changeOf = (before: Ad, after: Ad, shape: FeedShape): AdChange[] => {
  const fields = changedFields(textsOf(before, shape), textsOf(after, shape));
  if (fields.length === 0) return [];
  const percent = changePercent(before.fields[shape.price], after.fields[shape.price]);
  return [
    {
      ...namedOf(after, shape),
      change: 'changed',
      fields: Object.fromEntries(fields),
      pricePercent: percent === null || percent === 0 ? null : Number(percent.toFixed(2)),
    },
  ];
};

/** What the next feed does to the one before, ad by ad. */
export async function* adChanges(pairs: AsyncIterable<AdPair>, shape: FeedShape): AsyncGenerator<AdChange> {
  for await (const { left, right } of pairs) {
    if (left && right) yield* changeOf(left, right, shape);
    else if (right) yield { ...namedOf(right, shape), change: 'added' };
    else if (left) yield { ...namedOf(left, shape), change: 'removed' };
  }
}
