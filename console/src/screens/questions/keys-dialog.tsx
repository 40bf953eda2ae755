import { useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { KEYS } from './keys.ts';

const shown = (keys: readonly string[]): string =>
  keys.length > 1 ? `${keys[0]}–${keys.at(-1)}` : keys[0] === ' ' ? '␣' : (keys[0] ?? '');

/** All keys of this screen. */
export const KeysDialog = ({ onClose }: { onClose(): void }) => {
  const { questions: words, states } = useWords();
  return (
    <AskDialog title={words.help} act={states.close} onAct={onClose} onClose={onClose}>
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
    </AskDialog>
  );
};
