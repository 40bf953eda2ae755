/** Markup that may stand in a page as it is; nothing else makes one than `html` and `markupOf`. */
class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export type { Html };

/** What a template takes: text is escaped, markup is not, and what is absent leaves nothing. */
export type HtmlValue = string | number | null | undefined | false | Html | readonly Html[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Turns the direction of a text or hides it: a page shows what is there. */
const UNSEEN = /[[\p{Cc}\p{Cf}]--[\n\t\u00AD]]/gv;

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(UNSEEN, '\uFFFD')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const written = (value: HtmlValue): string => {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  return typeof value === 'object' ? value.map(({ text }) => text).join('') : escaped(String(value));
};

/** A piece of a page. Values may stand in text and in attributes between double quotes, nowhere else. */
export const html = (strings: TemplateStringsArray, ...values: HtmlValue[]): Html =>
  new Html(strings.map((string, at) => string + written(values[at])).join(''));

/** Tags without attributes that a marketplace's descriptions are made of. */
const PLAIN_TAG = /(<\/?(?:p|strong|em|ul|ol|li)>|<br ?\/?>)/;

/** A description as markup: its plain tags stand, all else is text. */
export const markupOf = (description: string): Html =>
  new Html(
    description
      .split(PLAIN_TAG)
      .map((part, at) => (at % 2 === 1 ? part : escaped(part)))
      .join(''),
  );

/** The look of every page that Feedwright writes: one column on a phone, quiet colours, dark where wished. */
const STYLE = `
:root { color-scheme: light dark; --line: #8884; --quiet: #6b7280; --good: #15803d; --bad: #b91c1c; --wait: #b45309; }
@media (prefers-color-scheme: dark) {
  :root { --quiet: #a3a9b5; --good: #4ade80; --bad: #f87171; --wait: #fbbf24; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0 .25rem; }
h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
img { max-width: 100%; height: auto; background: #fff; border: 1px solid var(--line); border-radius: .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .375rem .75rem .375rem 0; border-top: 1px solid var(--line); }
th { font-weight: 600; overflow-wrap: normal; white-space: nowrap; }
ul, ol { padding-left: 1.25rem; margin: .25rem 0; }
.quiet { color: var(--quiet); font-size: .875rem; }
.good, .bad, .wait { overflow-wrap: normal; }
.good { color: var(--good); } .bad { color: var(--bad); } .wait { color: var(--wait); }
.wrap { display: block; min-width: 16rem; font-weight: 400; white-space: normal; overflow-wrap: anywhere; }
.price { font-size: 1.5rem; font-weight: 700; }
@media (max-width: 40rem) {
  thead { display: none; }
  tr { display: block; border-top: 1px solid var(--line); padding: .375rem 0; }
  th, td { display: block; border: 0; padding: 0; white-space: normal; }
  .wrap { min-width: 0; }
  td[data-label]::before { content: attr(data-label) " "; color: var(--quiet); font-size: .875rem; }
}`;

/** Nothing is fetched and nothing runs, whatever the page holds. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** A whole page that needs no other file. */
export const htmlPage = (title: string, language: 'en' | 'ru', body: Html): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${new Html(POLICY)}">
<title>${title}</title>
<style>${new Html(STYLE)}
</style>
</head>
<body>
${body}
</body>
</html>
`.text;
