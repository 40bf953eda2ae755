import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { Answered } from '../../parts/states.tsx';
import '../../styles/on-call.css';

const LAYERS = ['required-fields', 'model-catalogue', 'field-rules', 'business-rules'] as const;
type Layer = (typeof LAYERS)[number];

const LayerShown = ({ layer, find }: { layer: Layer; find: string }) => {
  const { answer } = useQueries();
  const { rules } = useWords();
  const asked = useQuery(answer('/rules/{layer}', { layer }));
  return (
    <Answered asked={asked}>
      {({ version, lines }) => {
        const shown = lines.filter((line) => line.toLowerCase().includes(find));
        return (
          <details className="card" key={String(find !== '')} open={find !== '' && shown.length > 0}>
            <summary>
              <h2>{rules.layers[layer]}</h2>{' '}
              <span className="quiet">{rules.lines(shown.length, lines.length)}</span>
            </summary>
            <p className="quiet small">{rules.version(version)}</p>
            <ul className="rule-lines" lang="en">
              {shown.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        );
      }}
    </Answered>
  );
};

/** The rules in force, layer by layer, as every machine is judged by them. */
export const Rules = () => {
  const { shell, rules } = useWords();
  const [find, setFind] = useState('');
  return (
    <>
      <div className="screen-head">
        <h1>{shell.rules}</h1>
        <input
          {...{ className: 'input narrow', type: 'search', value: find }}
          aria-label={rules.find}
          placeholder={rules.find}
          onChange={({ target }) => setFind(target.value)}
        />
      </div>
      <p className="quiet">{rules.change}</p>
      {rules.inEnglish && <p className="quiet">{rules.inEnglish}</p>}
      {LAYERS.map((layer) => (
        <LayerShown key={layer} layer={layer} find={find.trim().toLowerCase()} />
      ))}
    </>
  );
};
