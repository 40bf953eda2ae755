import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Problem } from '../../api/client.ts';
import { useApi } from '../../api/context.tsx';
import { useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { ProblemShown } from '../../parts/reason.tsx';
import { useMay } from '../../shell/may.ts';
import { Resume } from './resume.tsx';

/** What an erasure has come to, as far as it is shown. */
interface Erased {
  farewell: 'confirmed' | 'nothing-live' | 'left';
  counts: Record<'objects' | 'records' | 'pictures' | 'members' | 'accounts', number>;
  secretsLeft: string[];
  fromFile: boolean;
}

const COUNTED = ['objects', 'records', 'pictures', 'members', 'accounts'] as const;

/** Everything that is held of the dealer, to take along. */
const Archive = ({ dealerId }: { dealerId: string }) => {
  const { client } = useApi();
  const { leaving } = useWords().dealer;
  const made = useMutation({
    mutationFn: async () => {
      const { id: commandId } = await client.send('POST', '/dealers/{dealerId}/archives', { dealerId });
      return (await client.get('/dealers/{dealerId}/archives/{commandId}', { dealerId, commandId })).files;
    },
  });
  return (
    <div className="stack" aria-live="polite">
      <p className="quiet small">{leaving.archiveDoes}</p>
      <button type="button" className="button" disabled={made.isPending} onClick={() => made.mutate()}>
        {made.isPending ? leaving.archiving : leaving.archive}
      </button>
      {made.data?.map(({ name, url }) => (
        <p key={name}>
          <a href={url} download={name}>
            {name}
          </a>{' '}
          <span className="quiet small">{leaving.linkEnds}</span>
        </p>
      ))}
      {made.error && <ProblemShown error={made.error} />}
    </div>
  );
};

const useErasure = (dealer: string) => {
  const { client } = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (said: { confirm: string; withoutFarewell?: string }) =>
      (await client.send('POST', '/erasures', { dealer, ...said })).result as unknown as Erased,
    // Of the dealer itself nothing can be asked any more, but that it leaves no longer.
    onSuccess: () =>
      queries.invalidateQueries({
        predicate: ({ queryKey: [of, path] }) => of === null || path === '/dealers/{dealerId}/leaving',
      }),
  });
};

type Erasure = ReturnType<typeof useErasure>;

/** How it goes, also for who has closed the dialog. */
const Standing = ({ dealerId, erasure: { isPending, error } }: { dealerId: string; erasure: Erasure }) => {
  const { leaving } = useWords().dealer;
  if (isPending)
    return (
      <>
        <progress className="progress" aria-label={leaving.erasing} />
        <p className="quiet small">{leaving.goesOn}</p>
      </>
    );
  if (!error) return null;
  return (
    <div className="state failed" role="alert">
      <ProblemShown error={error} />
      <p className="quiet small">{leaving.stopped}</p>
      <Resume dealerId={dealerId} />
    </div>
  );
};

const EraseDialog = (asked: { dealerId: string; erasure: Erasure; onClose: () => void }) => {
  const { dealerId, erasure, onClose } = asked;
  const { leaving } = useWords().dealer;
  const [confirm, setConfirm] = useState('');
  const [why, setWhy] = useState('');
  const { error, isPending } = erasure;
  const mayLeaveFeed = error instanceof Problem && error.type === 'farewell-unconfirmed';
  const withoutFarewell = mayLeaveFeed ? why.trim() : '';
  return (
    <AskDialog
      {...{ title: leaving.eraseTitle(dealerId), act: leaving.eraseForGood, isGrave: true, onClose }}
      isReady={confirm.trim() === dealerId && !isPending}
      onAct={() => erasure.mutate({ confirm: confirm.trim(), ...(withoutFarewell && { withoutFarewell }) })}
    >
      <p>{leaving.eraseDoes}</p>
      <p>{leaving.stays}</p>
      <label className="field">
        <span className="label">{leaving.confirm(dealerId)}</span>
        <input
          {...{ className: 'input', autoComplete: 'off', spellCheck: false, required: true, value: confirm }}
          onChange={({ target }) => setConfirm(target.value)}
        />
      </label>
      {mayLeaveFeed && (
        <label className="field">
          <span className="label">{leaving.withoutFarewell}</span>
          <textarea
            {...{ className: 'input', rows: 2, maxLength: 500, value: why }}
            onChange={({ target }) => setWhy(target.value)}
          />
        </label>
      )}
      <Standing {...{ dealerId, erasure }} />
    </AskDialog>
  );
};

/** That nothing is held any more, what was, and that its feed was emptied. */
const End = ({ erased: { farewell, counts, secretsLeft, fromFile } }: { erased: Erased }) => {
  const { dealer, shell } = useWords();
  const { leaving } = dealer;
  const { number } = useFigures();
  return (
    <output className="stack">
      <strong>{leaving.erased}</strong>
      <span>{leaving.farewells[farewell]}</span>
      {secretsLeft.length > 0 && <span>{leaving.secretsLeft(secretsLeft.join(', '))}</span>}
      {fromFile && <span>{leaving.fromFile}</span>}
      <dl className="facts">
        {COUNTED.map((kind) => (
          <div key={kind}>
            <dt>{leaving.counts[kind]}</dt>
            <dd>{number(counts[kind])}</dd>
          </div>
        ))}
      </dl>
      <Link to="/">{shell.allDealers}</Link>
    </output>
  );
};

const Erase = ({ dealerId }: { dealerId: string }) => {
  const { leaving } = useWords().dealer;
  const [isAsked, setIsAsked] = useState(false);
  const erasure = useErasure(dealerId);
  if (erasure.data) return <End erased={erasure.data} />;
  return (
    <>
      <button type="button" className="button grave" onClick={() => setIsAsked(true)}>
        {erasure.isPending ? leaving.erasing : leaving.erase}
      </button>
      {isAsked ? (
        <EraseDialog {...{ dealerId, erasure }} onClose={() => setIsAsked(false)} />
      ) : (
        <Standing {...{ dealerId, erasure }} />
      )}
    </>
  );
};

/** For a dealer that leaves: all that is held of it to take along, and the end of it. */
export const Leaving = ({ dealerId }: { dealerId: string }) => {
  const { leaving } = useWords().dealer;
  const may = useMay();
  if (!may('members.keep', dealerId)) return null;
  return (
    <section className="card narrow stack">
      <h2>{leaving.title}</h2>
      <Archive dealerId={dealerId} />
      {may('all.members', null) && <Erase dealerId={dealerId} />}
    </section>
  );
};
