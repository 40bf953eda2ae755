import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, htmlPage, markupOf } from '#shared/html.ts';

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'&amp;<!--",
  ']]></p><style>*{}',
  '\u202Egpj.exe',
  '\uD83D',
];
const anyText = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 60 }));

/** What a browser would read as a tag or the end of an attribute. */
const live = (markup: string): string[] => markup.match(/[<>"']/g) ?? [];

test('text is text wherever it stands, also in an attribute', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(live(html`${text}`.text)).toEqual([]);
      expect(live(html`<p title="${text}">${text}</p>`.text)).toHaveLength(6);
    }),
  );
});

test('a page shows what turns or hides its text as a mark', () => {
  expect(html`${'a\u202Eb\u200Bc'}`.text).toBe('a\uFFFDb\uFFFDc');
});

test('of a description the plain tags stand and nothing else', () => {
  const description = '<p>1 &lt; 2 <strong>да</strong><br/><a href="x">нет</a><p onclick="x"></p>';
  expect(markupOf(description).text).toBe(
    '<p>1 &amp;lt; 2 <strong>да</strong><br/>&lt;a href=&quot;x&quot;&gt;нет&lt;/a&gt;&lt;p onclick=&quot;x&quot;&gt;</p>',
  );
});

test('a page fetches and runs nothing, and says its language', () => {
  const page = htmlPage('</title><script>', 'ru', html`<p>${'да'}</p>`);
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('<html lang="ru">');
  expect(page).not.toContain('<script>');
});
