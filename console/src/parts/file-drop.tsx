import { useState } from 'react';
import { useWords } from '../messages/language.tsx';
import { FileButton } from './file-button.tsx';

interface Taking {
  label: string;
  act: string;
  accept: string;
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
        void take([...event.dataTransfer.files]);
      }}
    >
      <FileButton {...taken} take={take} isMany isBusy={going.length > 0} />
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
