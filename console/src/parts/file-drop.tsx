import { useState } from 'react';
import { useWords } from '../messages/language.tsx';
import { FileButton } from './file-button.tsx';

interface Taking {
  label: string;
  act: string;
  accept: string;
  isMany: boolean;
  /** Names of the files that are on their way. */
  going: readonly string[];
  take(files: readonly File[]): unknown;
}

/** Takes files that are dropped on it, or chosen, and says which are on their way. */
export const FileDrop = ({ going, take, ...taken }: Taking) => {
  const { today } = useWords();
  const [isOver, setIsOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: who has no mouse uses the button in it
    <div
      className={isOver ? 'drop-zone over' : 'drop-zone'}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        const { files } = event.dataTransfer;
        void take(taken.isMany ? [...files] : [...files].slice(0, 1));
      }}
    >
      <FileButton {...taken} take={take} isBusy={going.length > 0} />
      {going.length > 0 && (
        <ul className="quiet small" aria-live="polite">
          {going.map((name) => (
            <li key={name}>{today.uploading(name)}</li>
          ))}
        </ul>
      )}
    </div>
  );
};
