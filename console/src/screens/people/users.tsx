import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/context.tsx';
import { useQueries, useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { Moment } from '../../parts/figures.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import '../../styles/form.css';

type User = ItemOf<'/members'>;
type Overall = NonNullable<User['overall']> | null;

const ROLES: readonly NonNullable<Overall>[] = ['operator', 'admin'];

const nameOf = ({ name, email, memberId }: User): string => name || email || memberId;

/** Acts on who has signed in, after which everybody is asked for anew. */
const useActs = () => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { people } = useWords();
  const notices = useNotices();
  const give = async ({ memberId }: User, overall: Overall): Promise<void> => {
    await client.send('PUT', '/members/{member}', { member: memberId, overall });
    await queries.invalidateQueries();
  };
  const setRole = useMutation({
    mutationFn: ({ user, overall }: { user: User; overall: Overall }) => give(user, overall),
    onSuccess: (_, { user, overall }) =>
      notices.tell(people.roleGiven(nameOf(user), people.overall[overall ?? 'none']), () =>
        give(user, user.overall ?? null).catch(notices.fail),
      ),
    onError: notices.fail,
  });
  const expel = useMutation({
    mutationFn: ({ memberId }: User) => client.send('DELETE', '/members/{member}', { member: memberId }),
    onSuccess: (_, user) => {
      notices.tell(people.expelled(nameOf(user)));
      return queries.invalidateQueries();
    },
    onError: notices.fail,
  });
  return { setRole, expel };
};

const Expel = ({ user, isLast }: { user: User; isLast: boolean }) => {
  const { people } = useWords();
  const { expel } = useActs();
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button grave"
        disabled={isLast || expel.isPending}
        onClick={() => setIsAsked(true)}
      >
        {people.expel}
      </button>
      {isAsked && (
        <AskDialog
          {...{ title: people.expelTitle(nameOf(user)), act: people.expel, isGrave: true }}
          onAct={() => {
            setIsAsked(false);
            expel.mutate(user);
          }}
          onClose={() => setIsAsked(false)}
        >
          <p>{people.expelDoes}</p>
        </AskDialog>
      )}
    </>
  );
};

/** Somebody who has signed in, and what it is to all dealers. Who alone may say so stays. */
const UserShown = ({ user, isLast }: { user: User; isLast: boolean }) => {
  const { people } = useWords();
  const { setRole } = useActs();
  const name = nameOf(user);
  return (
    <li className="member">
      <div>
        <strong>{name}</strong>
        {user.email !== name && <p className="quiet small">{user.email}</p>}
        <p className="quiet small">
          {people.firstSeen} <Moment at={user.createdAt} />
        </p>
        {isLast && <p className="quiet small">{people.lastOverallAdmin}</p>}
      </div>
      <select
        className="input"
        aria-label={`${people.role}: ${name}`}
        value={user.overall ?? 'none'}
        disabled={isLast || setRole.isPending}
        onChange={({ target: { value } }) =>
          setRole.mutate({ user, overall: ROLES.find((role) => role === value) ?? null })
        }
      >
        {(['none', ...ROLES] as const).map((role) => (
          <option key={role} value={role}>
            {people.overall[role]}
          </option>
        ))}
      </select>
      <Expel user={user} isLast={isLast} />
    </li>
  );
};

const Roles = () => {
  const { people } = useWords();
  return (
    <dl className="stack tight">
      {ROLES.map((role) => (
        <div key={role}>
          <dt>
            <strong>{people.overall[role]}</strong>
          </dt>
          <dd>{people.overallDo[role]}</dd>
        </div>
      ))}
    </dl>
  );
};

/** Everybody who has signed in, and who of them keeps the installation. */
export const Users = () => {
  const { list } = useQueries();
  const { people, shell } = useWords();
  const asked = useInfiniteQuery(list('/members', {}));
  useRest(asked);
  return (
    <>
      <h1>{shell.users}</h1>
      <section className="card stack">
        <p className="quiet">{people.usersWhat}</p>
        <Roles />
        <Answered asked={asked}>
          {(users) => {
            const present = users.filter(({ removedAt }) => !removedAt);
            const admins = present.filter(({ overall }) => overall === 'admin');
            return present.length === 0 ? (
              <Empty>{people.noUsers}</Empty>
            ) : (
              <ul>
                {present.map((user) => (
                  <UserShown
                    key={user.memberId}
                    user={user}
                    isLast={admins.length === 1 && admins[0] === user}
                  />
                ))}
              </ul>
            );
          }}
        </Answered>
      </section>
    </>
  );
};
