import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useApi } from '../../api/context.tsx';
import { forget, useQueries, useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { AskDialog, useShown } from '../../parts/dialog.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { PictureDrop, usePutting } from '../../parts/picture-drop.tsx';
import { ProblemShown } from '../../parts/reason.tsx';
import { Answered } from '../../parts/states.tsx';

interface OfMachine {
  dealerId: string;
  modelCode: string;
}

interface Asked extends OfMachine {
  onClose(): void;
}

const addressesIn = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** Says which pictures of its own the machine has, in their order; none takes them back. */
const useSaying = ({ dealerId, modelCode, onClose }: Asked) => {
  const { client } = useApi();
  const { machines } = useWords();
  const notices = useNotices();
  const shown = useShown(true);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (pictures: string[]) => {
      const row =
        pictures.length > 0
          ? { modelCode, values: { pictures } }
          : { modelCode, values: {}, drop: ['pictures' as const] };
      return client.send('POST', '/dealers/{dealerId}/stock', { dealerId, rows: [row] });
    },
    onSuccess: () => {
      notices.tell(machines.ownSaved);
      if (shown.current) onClose();
      return forget(queries, dealerId, ['stock', 'offers', 'ads', 'pictures']);
    },
    onError: (refused) => {
      // Who has closed it meanwhile is told all the same.
      if (!shown.current) notices.fail(refused);
    },
  });
};

/** The picture as it is kept here, by its address; what only a host has is asked for there. */
const useKept = (dealerId: string): ((address: string) => string) => {
  const { list } = useQueries();
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/pictures', { dealerId }));
  const kept = new Map(asked.data?.map(({ address, url }) => [address, url]));
  return (address) => kept.get(address) ?? address;
};

interface Pictures {
  dealerId: string;
  addresses: readonly string[];
  change(addresses: readonly string[]): void;
}

/** The machine's pictures in their order; each can be the first, or go. */
const Chosen = ({ dealerId, addresses, change }: Pictures) => {
  const { machines } = useWords();
  const keptAt = useKept(dealerId);
  return (
    <ul className="own-pictures">
      {addresses.map((address, at) => {
        const others = addresses.filter((other) => other !== address);
        return (
          <li key={address}>
            <img
              src={keptAt(address)}
              alt={machines.picture(at + 1)}
              title={address}
              referrerPolicy="no-referrer"
            />
            {at > 0 && (
              <button type="button" className="button" onClick={() => change([address, ...others])}>
                {machines.toFront(at + 1)}
              </button>
            )}
            <button type="button" className="button" onClick={() => change(others)}>
              {machines.takeOut(at + 1)}
            </button>
          </li>
        );
      })}
    </ul>
  );
};

const Form = ({ before, ...asked }: Asked & { before: readonly string[] }) => {
  const { machines, states } = useWords();
  const [addresses, change] = useState(before);
  const [text, setText] = useState('');
  const saying = useSaying(asked);
  const all = [...new Set([...addresses, ...addressesIn(text)])];
  const { dealerId } = asked;
  const putting = usePutting(dealerId, (address) => change((known) => [...new Set([...known, address])]));
  // What is still on its way would be kept, and shown by no machine.
  const isOnItsWay = putting.going.length > 0 || saying.isPending;
  return (
    <AskDialog
      title={machines.ownTitle(asked.modelCode)}
      act={states.save}
      isReady={all.join() !== before.join() && !isOnItsWay}
      onAct={() => saying.mutate(all)}
      onClose={asked.onClose}
    >
      <Chosen {...{ dealerId, addresses, change }} />
      <PictureDrop {...putting} isMany />
      <label className="field">
        <span className="label">{machines.ownAddresses}</span>
        <textarea
          {...{ className: 'input', rows: 2, value: text, spellCheck: false }}
          onChange={({ target }) => setText(target.value)}
        />
        <span className="hint">{machines.ownDoes}</span>
      </label>
      {saying.error && (
        <div className="state failed" role="alert">
          <ProblemShown error={saying.error} />
        </div>
      )}
    </AskDialog>
  );
};

type Line = ItemOf<'/dealers/{dealerId}/stock'>;

const saidOf = (lines: readonly Line[], machineCode: string): readonly string[] => {
  const own = lines.find(({ modelCode, piece }) => modelCode === machineCode && piece === '');
  const said = own?.values.pictures?.value;
  return Array.isArray(said) ? said.map(String) : [];
};

/**
 * What was said so far is there to be changed, not to be written once more. Once it is known the form stays, with what was
 * written in it, though the sheet is asked for again, grows or cannot be had meanwhile.
 */
const Known = (machine: Asked) => {
  const { list } = useQueries();
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/stock', { dealerId: machine.dealerId }));
  useRest(asked);
  const before = useRef<readonly string[] | null>(null);
  const isKnown = !asked.hasNextPage && !asked.isFetching && !asked.error;
  if (asked.data && isKnown) before.current ??= saidOf(asked.data, machine.modelCode);
  const known = before.current;
  if (known !== null) return <Form {...machine} before={known} />;
  return <Answered asked={{ ...asked, data: undefined }}>{() => null}</Answered>;
};

/** Pictures of the dealer's own, as files or by their addresses; they stand before those of the book. */
export const OwnPictures = (machine: OfMachine) => {
  const { machines } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setIsOpen(true)}>
        {machines.own}
      </button>
      {isOpen && <Known {...machine} onClose={() => setIsOpen(false)} />}
    </>
  );
};
