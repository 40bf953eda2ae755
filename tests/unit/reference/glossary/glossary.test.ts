import { expect, test } from 'vitest';
import { type Subject, translate } from '#reference/glossary/glossary.ts';

test.each<[Subject, string, string]>([
  ['starters', 'Electric', 'электрический'],
  ['starters', 'SÄHKÖ', 'электрический'],
  ['displays', '4.5 in. Digital Display', 'цифровая, 4,5 дюйма'],
  ['displays', '10.25 in. Color Touchscreen Display', 'цветная сенсорная, 10,25 дюйма'],
  ['tracks', 'Powdermax X- light', 'PowderMax X-Light'],
  ['colours', 'Black', 'чёрный'],
  ['colours', 'Viper Red / Black', 'красный Viper Red / чёрный'],
  ['colours', 'Dusty Navy (painted)', 'тёмно-синий Dusty Navy, окрашенный'],
  ['options', 'Scandi Blue Color', 'цвет Scandi Blue'],
  ['options', 'Black edition, Studded Track', 'исполнение Black Edition, шипованная гусеница'],
])('%s: "%s" is "%s"', (subject, printed, russian) => {
  expect(translate(subject, printed)).toBe(russian);
});

test.each<[Subject, string]>([
  ['colours', 'Octarine'],
  ['colours', 'Octarine / Black'],
  ['options', 'Studded Track, Moon Roof'],
  ['starters', 'constructor'],
  ['starters', ''],
])('%s: "%s" is not guessed', (subject, printed) => {
  expect(translate(subject, printed)).toBeNull();
});

test('what is far longer than any term is no term: it is not gone through part by part', () => {
  expect(translate('colours', 'Black, Black')).not.toBeNull();
  expect(translate('colours', Array.from({ length: 15_000 }, () => 'Black').join(', '))).toBeNull();
});
