import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../../api/context.tsx';
import { useWords } from '../../messages/language.tsx';
import { ProblemShown } from '../../parts/reason.tsx';

/** Takes the seat that an invitation gives; its token stands behind the #, which no server is told. */
export const Invitation = () => {
  const { client } = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { people } = useWords();
  const [token, setToken] = useState(() => location.hash.slice(1));
  const accept = useMutation({
    mutationFn: () => client.send('POST', '/invitations/accept', { token: token.trim() }),
    onSuccess: async (seat) => {
      await queries.invalidateQueries();
      const { dealerId } = seat as unknown as { dealerId: string };
      await navigate({ to: '/dealers/$dealerId', params: { dealerId } });
    },
  });
  return (
    <form
      className="card stack narrow"
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate();
      }}
    >
      <h1>{people.acceptTitle}</h1>
      <label className="field">
        <span className="label">{people.token}</span>
        <input
          {...{ className: 'input', required: true, value: token }}
          onChange={({ target }) => setToken(target.value)}
        />
        <span className="hint">{people.acceptHint}</span>
      </label>
      {accept.error && <ProblemShown error={accept.error} />}
      <div>
        <button type="submit" className="button main" disabled={token.trim() === '' || accept.isPending}>
          {people.accept}
        </button>
      </div>
    </form>
  );
};
