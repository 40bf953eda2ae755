import { useState } from 'react';
import { useApi } from '../api/context.tsx';
import { putFile } from '../api/put-file.ts';
import { useWords } from '../messages/language.tsx';
import { useMay } from '../shell/may.ts';
import { FileDrop } from './file-drop.tsx';
import { useNotices } from './notices.tsx';

/** Brings files to a dealer's inbox, each by an address of its own; what becomes of them is told by documents. */
const useUpload = (dealerId: string, folder: string) => {
  const { client } = useApi();
  const notices = useNotices();
  const { today, states } = useWords();
  const [unreachable] = states.troubles.unreachable;
  const [going, setGoing] = useState<readonly string[]>([]);
  const put = async (file: File, address: Parameters<typeof putFile>[1]) => {
    try {
      await putFile(file, address);
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
  const taken = folder
    ? { label: today.dropTables, accept: '.xlsx,.csv' }
    : { label: today.dropHere, accept: '.pdf,.xlsx,.csv' };
  const may = useMay();
  if (!may('documents.drop', dealerId)) return null;
  return <FileDrop {...taken} isMany act={today.choose} going={going} take={upload} />;
};
