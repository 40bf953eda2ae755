import { describe, expect, test } from 'vitest';
import { pageHead } from '#functions/catalogue/page-head.ts';
import { segment } from './segment.ts';

const TITLE = { fontSize: 36 };
const SMALLER_TITLE = { fontSize: 22 };
const LEAD = { fontSize: 9, bold: true };
const HEADING = { fontSize: 22 };

describe('pageHead', () => {
  const running = segment('VEHICLE SPECIFICATIONS', 40, 18);
  const title = segment('SUMMIT X', 40, 53, TITLE);

  test('the title is the largest text, smaller words beside or below it included', () => {
    const more = segment('WITH EXPERT PACKAGE', 230, 60, SMALLER_TITLE);
    expect(pageHead([running, title, more])?.title).toBe('SUMMIT X WITH EXPERT PACKAGE');
  });

  test('a package in capitals half as large under its family is of the title, a smaller line is not', () => {
    const under = (fontSize: number) => segment('SPORT', 40, 92, { fontSize });
    expect(pageHead([title, under(18)])?.title).toBe('SUMMIT X SPORT');
    expect(pageHead([title, under(16)])?.title).toBe('SUMMIT X');
  });

  test('what stands further on its line is the heading of something else', () => {
    const beside = segment('POWERPLANT', 340, 58, SMALLER_TITLE);
    expect(pageHead([running, title, beside])?.title).toBe('SUMMIT X');
  });

  test('a heading of a list is no title, however large', () => {
    expect(pageHead([title, segment("// WHAT'S NEW", 40, 130, HEADING)])?.title).toBe('SUMMIT X');
  });

  test('a model year above the name is no part of it', () => {
    expect(pageHead([segment('2027', 40, 20, TITLE), title])?.title).toBe('SUMMIT X');
  });

  test('the tagline is the paragraph at the edge of the title, not a caption further right', () => {
    const caption = segment('SUMMIT X SHOWN', 300, 100);
    const lines = [
      segment('The ultimate precise sled', 41, 104, LEAD),
      segment('for deep snow.', 41, 115, LEAD),
    ];
    expect(pageHead([running, title, caption, ...lines])?.tagline).toBe(
      'The ultimate precise sled for deep snow.',
    );
  });

  test('without a paragraph there is no tagline', () => {
    expect(pageHead([title, segment('// HIGHLIGHTS', 40, 130, HEADING)])?.tagline).toBeNull();
  });

  test('a page without text has no head', () => {
    expect(pageHead([])).toBeNull();
  });
});
