import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../messages/language.tsx';

interface Asked {
  title: string;
  /** What the act does: what it publishes and what it removes. */
  children: ReactNode;
  /** The act in a word or two. */
  act: string;
  isGrave?: boolean;
  isReady?: boolean;
  onAct: () => unknown;
  onClose: () => void;
}

/** Asks before an act, says what it does, and gives the focus back afterwards. */
export const AskDialog = ({ title, children, act, isGrave, isReady = true, onAct, onClose }: Asked) => {
  const { states } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    return () => before?.focus();
  }, []);
  useEffect(() => {
    const { current } = dialog;
    // Where nothing is to be written, Enter does what was asked for, unless that is grave.
    if (isReady && !isGrave && !current?.querySelector('input, textarea, select'))
      current?.querySelector<HTMLElement>('[type="submit"]')?.focus();
  }, [isReady, isGrave]);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onAct();
        }}
      >
        <h2 id={titleId}>{title}</h2>
        {children}
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            {states.cancel}
          </button>
          <button type="submit" className={isGrave ? 'button grave' : 'button main'} disabled={!isReady}>
            {act}
          </button>
        </div>
      </form>
    </dialog>
  );
};

/** Whether a dialog stands in the page, for what ends when nobody may look at it any more. */
export const useShown = (isShown: boolean): { readonly current: boolean } => {
  const shown = useRef(isShown);
  useEffect(() => {
    shown.current = isShown;
    return () => {
      shown.current = false;
    };
  }, [isShown]);
  return shown;
};
