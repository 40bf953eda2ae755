import type { ReactNode } from 'react';
import '../styles/plot.css';

interface Row {
  key: string;
  /** The first names the row. */
  cells: readonly ReactNode[];
}

/** A table as long as it is, such as stands beside a plot; `title` is what it is, for who does not see it. */
export const PlainTable = ({
  title,
  headings,
  rows,
}: {
  title: string;
  headings: readonly string[];
  rows: readonly Row[];
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section className="plain-table" tabIndex={0} aria-label={title}>
    <table>
      <thead>
        <tr>
          {headings.map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [name, ...cells] }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {cells.map((cell, at) => (
              <td key={headings[at + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
