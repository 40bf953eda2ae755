import { useId, useRef } from 'react';

interface Choosing {
  label: string;
  /** On the button. */
  act: string;
  accept: string;
  isMany?: boolean;
  isBusy?: boolean;
  take(files: readonly File[]): unknown;
}

/** Chooses files in the words of this page: the browser's own button speaks the browser's language. */
export const FileButton = ({ label, act, accept, isMany = false, isBusy = false, take }: Choosing) => {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        // The button beside it is what keyboards reach.
        {...{ id, ref: input, accept, className: 'unseen', tabIndex: -1, type: 'file', multiple: isMany }}
        onChange={({ target }) => {
          void take([...(target.files ?? [])]);
          // So that the same file can be chosen once more.
          target.value = '';
        }}
      />
      <button type="button" className="button" disabled={isBusy} onClick={() => input.current?.click()}>
        {act}
      </button>
    </>
  );
};
