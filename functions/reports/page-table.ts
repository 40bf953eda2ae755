import { type Html, type HtmlValue, html } from '#shared/html.ts';

/** A table whose first column names the row; on a phone every value stands under its heading. */
export const pageTable = (headings: readonly string[], rows: readonly HtmlValue[][]): Html =>
  html`<table><thead><tr>${headings.map((heading) => html`<th>${heading}</th>`)}</tr></thead><tbody>${rows.map(
    ([name, ...values]) =>
      html`<tr><th>${name}</th>${values.map(
        (value, at) => html`<td data-label="${headings[at + 1]}">${value}</td>`,
      )}</tr>`,
  )}</tbody></table>`;
