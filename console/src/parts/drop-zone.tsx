import { useState } from 'react';
import { useApi } from '../api/context.tsx';
import { useWords } from '../messages/language.tsx';
import { useMay } from '../shell/may.ts';
import { FileButton } from './file-button.tsx';
import { useNotices } from './notices.tsx';

/** Brings files to a dealer's inbox, each by an address of its own; what becomes of them is told by documents. */
const useUpload = (dealerId: string, folder: string) => {
  const { client } = useApi();
  const notices = useNotices();
  const { today, states } = useWords();
  const [unreachable] = states.troubles.unreachable;
  const [going, setGoing] = useState<readonly string[]>([]);
  const put = async (
    file: File,
    { url, method, headers }: { url: string; method: string; headers: Record<string, string> },
  ) => {
    try {
      const response = await fetch(url, { method, headers, body: file });
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
      notices.tell(today.uploaded(file.name));
    } catch (error) {
      // Each that does not arrive is told by its name, whatever becomes of the others.
      const why = error instanceof TypeError ? unreachable : (error as Error).message;
      notices.fail(new Error(`${file.name}: ${why}`));
    }
  };
  const upload = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    setGoing(files.map(({ name }) => name));
    try {
      const named = files.map(({ name, size }) => ({ name: `${folder}${name}`, bytes: size }));
      const { uploads } = await client.send('POST', '/dealers/{dealerId}/uploads', {
        dealerId,
        files: named,
      });
      await Promise.all(uploads.map((address, at) => put(files[at] as File, address)));
    } catch (error) {
      notices.fail(error as Error);
    } finally {
      setGoing([]);
    }
  };
  return { going, upload };
};

/** Takes files that are dropped on it, or chosen, `folder` of the inbox says what they are; nothing for who may not. */
export const DropZone = ({ dealerId, folder = '' }: { dealerId: string; folder?: '' | 'market/' }) => {
  const { today } = useWords();
  const { going, upload } = useUpload(dealerId, folder);
  const [isOver, setIsOver] = useState(false);
  const taken = folder
    ? { label: today.dropTables, accept: '.xlsx,.csv' }
    : { label: today.dropHere, accept: '.pdf,.xlsx,.csv' };
  const may = useMay();
  if (!may('documents.drop', dealerId)) return null;
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
        void upload([...event.dataTransfer.files]);
      }}
    >
      <FileButton
        {...{ ...taken, act: today.choose, take: upload }}
        {...{ isMany: true, isBusy: going.length > 0 }}
      />
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
