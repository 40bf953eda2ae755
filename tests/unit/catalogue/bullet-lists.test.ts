import { describe, expect, test } from 'vitest';
import { bulletLists, listProblems } from '#functions/catalogue/bullet-lists.ts';
import { sentenceOf } from '#messages/say.ts';
import { segment } from './segment.ts';

describe('bulletLists', () => {
  test('headings side by side have their own lists, letter-spaced or not', () => {
    const page = [
      segment("// W H AT ' S N E W", 40, 100),
      segment('// SPRING OPTIONS', 200, 98),
      segment('• Twin link steering', 40, 120),
      segment('• Terra Green', 200, 120),
    ];
    expect(bulletLists(page)).toEqual({ whatsNew: ['Twin link steering'], springOptions: ['Terra Green'] });
  });

  test('a list in columns is read column by column', () => {
    const page = [
      segment('// PACKAGE HIGHLIGHTS', 40, 100),
      segment('• first', 40, 120),
      segment('• third', 200, 120),
      segment('• second', 40, 130),
    ];
    expect(bulletLists(page)).toEqual({ highlights: ['first', 'second', 'third'] });
  });

  test('an indented line below goes on, a caption elsewhere does not', () => {
    const page = [
      segment('// HIGHLIGHTS', 40, 100),
      segment('• Hitch receiver', 40, 120),
      segment('SUMMIT SHOWN', 300, 124),
      segment('with 680 kg towing capacity', 44, 129),
    ];
    expect(bulletLists(page)).toEqual({ highlights: ['Hitch receiver with 680 kg towing capacity'] });
  });

  test('a small heading with a colon begins a list of its own', () => {
    const page = [
      segment('// PACKAGE HIGHLIGHTS', 40, 100),
      segment('• Motion Control shocks', 40, 120),
      segment('Neo+ Package:', 40, 130, { bold: true }),
      segment('• KYB 36 shocks', 40, 140),
    ];
    expect(bulletLists(page)).toEqual({
      highlights: ['Motion Control shocks'],
      neoPlusPackage: ['KYB 36 shocks'],
    });
  });

  test('a list under an unknown heading belongs to no field, and the heading is named', () => {
    const page = [segment('// ALSO AVAILABLE', 40, 100), segment('• Grips', 40, 120)];
    expect(bulletLists(page)).toEqual({});
    expect(listProblems(page).map(sentenceOf)).toEqual([
      'no field is known for the list "// ALSO AVAILABLE"',
    ]);
  });

  test('a list without bullets is named, its entries cannot be told apart', () => {
    const page = [segment('// HIGHLIGHTS', 40, 100), segment('Grips', 40, 120)];
    expect(bulletLists(page)).toEqual({});
    expect(listProblems(page).map(sentenceOf)).toEqual([
      'the list "// HIGHLIGHTS" has no bullets: its entries cannot be told apart',
    ]);
  });
});
