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

/** Relative luminance by WCAG 2. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

test.each([
  ['light', '#ffffff', /:root \{([^}]*)\}/],
  ['dark', '#121212', /prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}/],
])('words in colour can be read on a %s page', (_, background, rule) => {
  const [, colours = ''] = rule.exec(htmlPage('Page', 'en', html``)) ?? [];
  const words = [...colours.matchAll(/--(?:quiet|good|bad|wait): (#[0-9a-f]{6})/g)];
  expect(words).toHaveLength(4);
  for (const [name, colour = ''] of words) expect(contrast(colour, background), name).toBeGreaterThan(4.5);
});
