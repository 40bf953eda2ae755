import { expect, test } from 'vitest';
import { paginate } from '#samples/draw/paginate.ts';

const METRICS = { firstTop: 20, nextTop: 10, bottom: 50, sectionHeight: 5, repeatSection: false };

const rows = (...sections: string[]) => sections.map((section) => ({ section, height: 10 }));

const shape = (repeatSection: boolean) =>
  paginate(rows('Trail', 'Trail', 'Trail', 'Utility'), { ...METRICS, repeatSection }).map((page) => ({
    labels: page.sections,
    rows: page.rows.map(({ y }) => y),
  }));

test('a section is labelled once, and goes on over the page break', () => {
  expect(shape(false)).toEqual([
    { labels: [{ label: 'Trail', y: 20 }], rows: [25, 35] },
    { labels: [{ label: 'Utility', y: 20 }], rows: [10, 25] },
  ]);
});

test('a layout may label it again', () => {
  expect(shape(true)[1]).toEqual({
    labels: [
      { label: 'Trail', y: 10 },
      { label: 'Utility', y: 25 },
    ],
    rows: [15, 30],
  });
});
