import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries, useRest } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Moment } from '../../parts/figures.tsx';
import { Answered } from '../../parts/states.tsx';
import { useMay } from '../../shell/may.ts';
import { Change } from './change.tsx';
import '../../styles/on-call.css';
import '../../styles/form.css';

const LAYERS = ['required-fields', 'model-catalogue', 'field-rules', 'business-rules'] as const;
type Layer = (typeof LAYERS)[number];

/** A layer as `rules put` and the form beside it take it. */
const fileOf = (layer: Layer, rules: unknown): string =>
  JSON.stringify({ layers: { [layer]: rules } }, null, 2);

interface LayerHere {
  layer: Layer;
  find: string;
  /** Takes a layer over to be changed; null for who may not. */
  edit: ((text: string) => void) | null;
}

const LayerShown = ({ layer, find, edit }: LayerHere) => {
  const { answer } = useQueries();
  const { rules } = useWords();
  const asked = useQuery(answer('/rules/{layer}', { layer }));
  return (
    <Answered asked={asked}>
      {({ lines, rules: own }) => {
        const shown = lines.filter((line) => line.toLowerCase().includes(find));
        return (
          <details className="card" key={String(find !== '')} open={find !== '' && shown.length > 0}>
            <summary>
              <h2>{rules.layers[layer]}</h2>{' '}
              <span className="quiet">{rules.lines(shown.length, lines.length)}</span>
            </summary>
            <div className="stack section">
              {edit && (
                <button type="button" className="button" onClick={() => edit(fileOf(layer, own))}>
                  {rules.edit}
                </button>
              )}
              <ul className="rule-lines" lang="en">
                {shown.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          </details>
        );
      }}
    </Answered>
  );
};

/** Every version that is kept, the newest first, and which one is in force. */
const Versions = ({ version: inForce }: Answer<'GET', '/rules'>) => {
  const { list } = useQueries();
  const { rules } = useWords();
  const asked = useInfiniteQuery(list('/rules/versions', {}));
  useRest(asked);
  return (
    <details className="card">
      <summary>
        <h2>{rules.versions}</h2> <span className="quiet">{rules.version(inForce)}</span>
      </summary>
      <Answered asked={asked}>
        {(versions) => (
          <ul className="stack tight section">
            {versions.map(({ version, putBy, putAt }) => (
              <li key={version} className="row">
                <strong>{version}</strong>
                <span className="quiet small">
                  {putBy ?? rules.ofProgram}
                  {putAt && (
                    <>
                      , <Moment at={putAt} />
                    </>
                  )}
                </span>
                {version === inForce && <Badge tone="good">{rules.inForce}</Badge>}
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </details>
  );
};

/** The rules in force, layer by layer, as every machine is judged by them; and a way to others, tried before they hold. */
export const Rules = () => {
  const { answer } = useQueries();
  const { shell, rules } = useWords();
  const may = useMay();
  const [find, setFind] = useState('');
  const [text, setText] = useState('');
  const asked = useQuery(answer('/rules', {}));
  const edit = (taken: string) => {
    setText(taken);
    document.getElementById('change-rules')?.scrollIntoView();
  };
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
      {rules.inEnglish && <p className="quiet">{rules.inEnglish}</p>}
      {LAYERS.map((layer) => (
        <LayerShown
          key={layer}
          {...{ layer, find: find.trim().toLowerCase(), edit: may('all.rules', null) ? edit : null }}
        />
      ))}
      <Answered asked={asked}>
        {(inForce) => (
          <>
            <Versions {...inForce} />
            {may('all.rules', null) && <Change inForce={inForce} text={text} setText={setText} />}
          </>
        )}
      </Answered>
    </>
  );
};
