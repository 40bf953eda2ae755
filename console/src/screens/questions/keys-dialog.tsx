import { useEffect, useId, useRef } from 'react';
import { useWords } from '../../messages/language.tsx';
import { KEYS } from './keys.ts';

const shown = (keys: readonly string[]): string =>
  keys.length > 1 ? `${keys[0]}–${keys.at(-1)}` : keys[0] === ' ' ? '␣' : (keys[0] ?? '');

/** All keys of this screen. */
export const KeysDialog = ({ onClose }: { onClose(): void }) => {
  const { questions: words, states } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      <form method="dialog" className="stack">
        <h2 id={titleId}>{words.help}</h2>
        <p className="quiet">{words.helpLead}</p>
        <dl className="keys">
          {KEYS.map(({ keys, act }) => (
            <div key={act}>
              <dt>
                <kbd>{shown(keys)}</kbd>
              </dt>
              <dd>{words.keys[act]}</dd>
            </div>
          ))}
        </dl>
        <div className="actions">
          <button type="submit" className="button main">
            {states.close}
          </button>
        </div>
      </form>
    </dialog>
  );
};
