import { useWords } from '../../messages/language.tsx';
import type { ShownPlace } from './evidence.tsx';

const cellOf = ({ cells = [] }: ShownPlace, name: string): string =>
  cells.find((cell) => cell.name === name)?.text ?? '';

/** Rows side by side, the cells in which they differ marked. */
export const Compared = ({ places }: { places: readonly ShownPlace[] }) => {
  const { questions: words } = useWords();
  const columns = Object.entries(words.columns).filter(([name]) =>
    places.some((place) => cellOf(place, name) !== ''),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="compared" aria-label={words.compare} tabIndex={0}>
      <table>
        <caption>{words.compare}</caption>
        <tbody>
          {columns.map(([name, title]) => {
            const texts = places.map((place) => cellOf(place, name));
            const differs = name !== 'modelCode' && new Set(texts).size > 1;
            return (
              <tr key={name} className={differs ? 'differs' : ''}>
                <th scope="row">
                  {title}
                  {differs && <span className="unseen"> ({words.differs})</span>}
                </th>
                {texts.map((text, at) => (
                  <td key={`${places[at]?.page} ${places[at]?.text}`}>
                    {differs ? <mark>{text || '—'}</mark> : text}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};
