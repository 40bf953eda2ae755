import { useWords } from '../../messages/language.tsx';
import type { ShownPlace } from './evidence.tsx';

const cellOf = ({ cells = [] }: ShownPlace, name: string): string =>
  cells.find((cell) => cell.name === name)?.text ?? '';

/** Columns with what each row has there, those in which they differ first. */
const comparedIn = (places: readonly ShownPlace[], columns: readonly string[]) =>
  columns
    .map((name) => {
      const texts = places.map((place) => cellOf(place, name));
      return { name, texts, differs: name !== 'modelCode' && new Set(texts).size > 1 };
    })
    .filter(({ texts }) => texts.some((text) => text !== ''))
    .sort((one, other) => rank(one) - rank(other));

const rank = ({ name, differs }: { name: string; differs: boolean }): number =>
  name === 'modelCode' ? 0 : differs ? 1 : 2;

/** Rows side by side, the cells in which they differ marked. */
export const Compared = ({ places }: { places: readonly ShownPlace[] }) => {
  const { questions: words } = useWords();
  const names: Readonly<Record<string, string>> = words.columns;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="compared" aria-label={words.compare} tabIndex={0}>
      <table>
        <caption>{words.compare}</caption>
        <tbody>
          {comparedIn(places, Object.keys(names)).map(({ name, texts, differs }) => (
            <tr key={name}>
              <th scope="row">
                {names[name]}
                {differs && <span className="unseen"> ({words.differs})</span>}
              </th>
              {texts.map((text, at) => (
                <td key={`${places[at]?.page} ${places[at]?.text}`}>
                  {differs ? <mark>{text || '—'}</mark> : text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
