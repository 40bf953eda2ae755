import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { orUnreachable } from '../api/client.ts';
import { useApi } from '../api/context.tsx';
import { putFile } from '../api/put-file.ts';
import { forget } from '../api/queries.ts';
import { useWords } from '../messages/language.tsx';
import { FileDrop } from './file-drop.tsx';
import { ProblemShown } from './reason.tsx';

/** What marketplaces take as it is. */
const TAKEN = new Set(['image/jpeg', 'image/png']);
const QUALITY = 0.92;

/** What the browser can show and marketplaces do not take, such as a WebP, goes as a JPEG of it; all else as it is: the API says why not. */
const asTaken = async (file: File): Promise<Blob> => {
  if (TAKEN.has(file.type) || !file.type.startsWith('image/')) return file;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return file;
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const paper = canvas.getContext('2d');
  if (!paper) return file;
  // A JPEG has nothing to see through.
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, bitmap.width, bitmap.height);
  paper.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
};

interface Putting {
  /** Names of the files that are on their way. */
  going: readonly string[];
  faults: readonly Error[];
  put(chosen: readonly File[]): Promise<void>;
}

const without = (names: readonly string[], name: string): readonly string[] =>
  names.toSpliced(names.indexOf(name), 1);

/** Keeps files as pictures of the dealer's own; gives their addresses to `add`, each as it is kept. */
export const usePutting = (dealerId: string, add: (address: string) => void): Putting => {
  const { client } = useApi();
  const queries = useQueryClient();
  const [going, setGoing] = useState<readonly string[]>([]);
  const [faults, setFaults] = useState<readonly Error[]>([]);
  const keep = async (file: File): Promise<void> => {
    const body = await asTaken(file);
    const files = [{ name: file.name, bytes: body.size }];
    const { uploads } = await client.send('POST', '/dealers/{dealerId}/pictures/uploads', {
      dealerId,
      files,
    });
    for (const { upload, ...address } of uploads) {
      await putFile(body, address).catch(orUnreachable);
      const { result } = await client.send('POST', '/dealers/{dealerId}/pictures', {
        ...{ dealerId, upload, file: file.name },
      });
      // What shows it finds it among those that are kept.
      await forget(queries, dealerId, ['pictures']);
      add((result as { address: string }).address);
    }
  };
  const put = async (chosen: readonly File[]): Promise<void> => {
    setGoing((before) => [...before, ...chosen.map(({ name }) => name)]);
    setFaults([]);
    // One after the other, so that they stand in the order in which they were chosen.
    for (const file of chosen) {
      await keep(file).catch((error) => setFaults((before) => [...before, error as Error]));
      setGoing((before) => without(before, file.name));
    }
  };
  return { going, faults, put };
};

/** Takes a photograph as a file, or several, from the disk or the telephone; what is none is said below it. */
export const PictureDrop = ({ going, faults, put, isMany }: Putting & { isMany: boolean }) => {
  const { machines } = useWords();
  return (
    <>
      <FileDrop
        {...(isMany
          ? { label: machines.dropPictures, act: machines.choosePictures }
          : { label: machines.dropPicture, act: machines.choosePicture })}
        {...{ accept: 'image/*', isMany, going, take: put }}
      />
      {faults.map((error) => (
        <div key={error.message} className="state failed" role="alert">
          <ProblemShown error={error} />
        </div>
      ))}
    </>
  );
};
