import { useId } from 'react';
import { useWords } from '../messages/language.tsx';
import { useNotices } from './notices.tsx';

/** Something secret that is shown this once, and a button that copies it. */
export const ShownOnce = ({ label, hint, secret }: { label: string; hint: string; secret: string }) => {
  const { people } = useWords();
  const notices = useNotices();
  const id = useId();
  const copy = () =>
    navigator.clipboard.writeText(secret).then(() => notices.tell(people.copied), notices.fail);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="row together">
        <input
          id={id}
          className="input"
          readOnly
          value={secret}
          aria-describedby={`${id}-hint`}
          onFocus={({ target }) => target.select()}
        />
        <button type="button" className="button main" onClick={copy}>
          {people.copy}
        </button>
      </div>
      <span id={`${id}-hint`} className="hint">
        {hint}
      </span>
    </div>
  );
};
