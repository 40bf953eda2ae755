import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/context.tsx';
import { forget, useQueries, useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { Moment } from '../../parts/figures.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { ShownOnce } from '../../parts/shown-once.tsx';
import { Answered } from '../../parts/states.tsx';
import { type Role, RoleChoice } from './role-choice.tsx';

type Token = ItemOf<'/dealers/{dealerId}/tokens'>;

/** A program that may ask, until when; its token is known by the first signs of its digest. */
const TokenShown = ({ dealerId, token }: { dealerId: string; token: Token }) => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { people } = useWords();
  const notices = useNotices();
  const [isAsked, setIsAsked] = useState(false);
  const end = useMutation({
    mutationFn: () =>
      client.send('DELETE', '/dealers/{dealerId}/tokens/{token}', { dealerId, token: token.token }),
    onSuccess: () => {
      notices.tell(people.ended(token.name));
      return forget(queries, dealerId, ['tokens']);
    },
    onError: notices.fail,
  });
  return (
    <li className="member">
      <div>
        <strong>{token.name}</strong> <code className="quiet">{token.token}…</code>
        <p className="quiet small">
          {people.madeBy}: {token.createdBy}
        </p>
      </div>
      <div>
        <p>{people.roles[token.role as Role]}</p>
        <p className="quiet small">
          {people.expires} <Moment at={token.expiresAt} />
        </p>
      </div>
      <button
        type="button"
        className="button grave"
        disabled={end.isPending}
        onClick={() => setIsAsked(true)}
      >
        {people.end}
      </button>
      {isAsked && (
        <AskDialog
          {...{ title: people.endTitle(token.name), act: people.end, isGrave: true }}
          onAct={() => {
            setIsAsked(false);
            end.mutate();
          }}
          onClose={() => setIsAsked(false)}
        >
          <p>{people.endDoes}</p>
        </AskDialog>
      )}
    </li>
  );
};

const Make = ({ dealerId }: { dealerId: string }) => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { people } = useWords();
  const notices = useNotices();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [days, setDays] = useState('90');
  const make = useMutation({
    mutationFn: async () => {
      const wish = { dealerId, name, role, days: Number(days) };
      return (await client.send('POST', '/dealers/{dealerId}/tokens', wish)).token;
    },
    onSuccess: () => {
      setName('');
      return forget(queries, dealerId, ['tokens']);
    },
    onError: notices.fail,
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <h3>{people.makeTitle}</h3>
      <div className="form-fields">
        <label className="field">
          <span className="label">{people.program}</span>
          <input
            {...{ className: 'input', required: true, maxLength: 80, value: name }}
            onChange={({ target }) => setName(target.value)}
          />
          <span className="hint">{people.programExpects}</span>
        </label>
        <RoleChoice label={people.role} role={role} choose={setRole} />
        <label className="field">
          <span className="label">{people.days}</span>
          <input
            {...{ className: 'input', type: 'number', min: 1, max: 366, required: true, value: days }}
            onChange={({ target }) => setDays(target.value)}
          />
          <span className="hint">{people.daysExpects}</span>
        </label>
      </div>
      <div>
        <button type="submit" className="button main" disabled={make.isPending}>
          {people.make}
        </button>
      </div>
      {make.data && <ShownOnce label={people.token} hint={people.tokenOnce} secret={make.data} />}
    </form>
  );
};

/** Programs of the dealer that may ask in a person's place. */
export const Programs = ({ dealerId }: { dealerId: string }) => {
  const { list } = useQueries();
  const { people } = useWords();
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/tokens', { dealerId }));
  useRest(asked);
  return (
    <section className="card stack">
      <h2>{people.programs}</h2>
      <p className="quiet">{people.programsHint}</p>
      <Answered asked={asked}>
        {(tokens) =>
          tokens.length === 0 ? (
            <p className="quiet">{people.noTokens}</p>
          ) : (
            <ul>
              {tokens.map((token) => (
                <TokenShown key={token.token} dealerId={dealerId} token={token} />
              ))}
            </ul>
          )
        }
      </Answered>
      <Make dealerId={dealerId} />
    </section>
  );
};
