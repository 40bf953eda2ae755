import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { useWords } from '../messages/language.tsx';
import { ProblemShown } from './reason.tsx';

/** Something that was done, or that failed; what was done may be undone. */
interface Notice {
  id: number;
  text?: string;
  error?: Error;
  undo?: () => unknown;
}

interface Notices {
  tell(text: string, undo?: () => unknown): void;
  fail(error: Error): void;
}

const Context = createContext<Notices | null>(null);
const SHOWN_MS = 8_000;
/** Of what was done, so much beside the newest. */
const BESIDE = 2;

const NoticeShown = ({ notice: { text, error, undo }, close }: { notice: Notice; close: () => void }) => {
  const { states } = useWords();
  return (
    <div className={error ? 'notice bad' : 'notice'}>
      {error ? <ProblemShown error={error} /> : <span>{text}</span>}
      {undo && (
        <button
          type="button"
          className="button"
          onClick={() => {
            undo();
            close();
          }}
        >
          {states.undo}
        </button>
      )}
      <button type="button" className="button bare" onClick={close} aria-label={states.close}>
        ×
      </button>
    </div>
  );
};

/** Tells what was done at the foot of every screen; what failed stays until it is closed. */
export const NoticesProvider = ({ children }: { children: ReactNode }) => {
  const [notices, setNotices] = useState<Notice[]>([]);
  const lastId = useRef(0);
  const close = useCallback((id: number) => setNotices((all) => all.filter((each) => each.id !== id)), []);
  const show = useCallback(
    (notice: Omit<Notice, 'id'>) => {
      lastId.current += 1;
      const id = lastId.current;
      setNotices((all) => [
        ...all.filter(({ error }, at) => error || at >= all.length - BESIDE),
        { ...notice, id },
      ]);
      if (!notice.error) setTimeout(() => close(id), SHOWN_MS);
    },
    [close],
  );
  const value = useMemo<Notices>(
    () => ({
      tell: (text, undo) => show({ text, ...(undo && { undo }) }),
      fail: (error) => show({ error }),
    }),
    [show],
  );
  return (
    <Context value={value}>
      {children}
      <div className="notices" aria-live="polite">
        {notices.map((notice) => (
          <NoticeShown key={notice.id} notice={notice} close={() => close(notice.id)} />
        ))}
      </div>
    </Context>
  );
};

/** Tells people what was done. Throws outside of its provider. */
export const useNotices = (): Notices => {
  const notices = useContext(Context);
  if (!notices) throw new Error('No notices around this');
  return notices;
};
