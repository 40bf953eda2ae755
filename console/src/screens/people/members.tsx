import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/context.tsx';
import { forget, useQueries, useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { ShownOnce } from '../../parts/shown-once.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { type Role, RoleChoice } from './role-choice.tsx';

type Member = ItemOf<'/dealers/{dealerId}/members'>;

const nameOf = ({ name, email, memberId }: Member): string => name || email || memberId;

/** Acts on members, after which who has a seat is asked for anew. */
const useSeats = (dealerId: string) => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { people } = useWords();
  const notices = useNotices();
  const anew = () => forget(queries, dealerId, ['members']);
  const give = async (member: Member, role: Role): Promise<void> => {
    const wish = { dealerId, member: member.memberId, role };
    await client.send('PUT', '/dealers/{dealerId}/members/{member}', wish);
    await anew();
  };
  const setRole = useMutation({
    mutationFn: ({ member, role }: { member: Member; role: Role }) => give(member, role),
    onSuccess: (_, { member, role }) =>
      notices.tell(people.roleGiven(nameOf(member), people.roles[role]), () =>
        give(member, member.role as Role).catch(notices.fail),
      ),
    onError: notices.fail,
  });
  const remove = useMutation({
    mutationFn: ({ memberId }: Member) =>
      client.send('DELETE', '/dealers/{dealerId}/members/{member}', { dealerId, member: memberId }),
    onSuccess: (_, member) => {
      notices.tell(people.removed(nameOf(member)));
      return anew();
    },
    onError: notices.fail,
  });
  return { setRole, remove };
};

/** Somebody with a seat. Who alone keeps the dealer stays: nobody could let others in any more. */
const MemberShown = ({ dealerId, member, isLast }: { dealerId: string; member: Member; isLast: boolean }) => {
  const { people } = useWords();
  const { setRole, remove } = useSeats(dealerId);
  const [isAsked, setIsAsked] = useState(false);
  const name = nameOf(member);
  return (
    <li className="member">
      <div>
        <strong>{name}</strong>
        {member.email !== name && <p className="quiet small">{member.email}</p>}
        {isLast && <p className="quiet small">{people.lastAdmin}</p>}
      </div>
      <RoleChoice
        {...{ label: `${people.role}: ${name}`, isBare: true, role: member.role as Role }}
        disabled={isLast || setRole.isPending}
        choose={(role) => setRole.mutate({ member, role })}
      />
      <button
        type="button"
        className="button grave"
        disabled={isLast || remove.isPending}
        onClick={() => setIsAsked(true)}
      >
        {people.remove}
      </button>
      {isAsked && (
        <AskDialog
          {...{ title: people.removeTitle(name), act: people.remove, isGrave: true }}
          onAct={() => {
            setIsAsked(false);
            remove.mutate(member);
          }}
          onClose={() => setIsAsked(false)}
        >
          <p>{people.removeDoes}</p>
        </AskDialog>
      )}
    </li>
  );
};

const linkOf = (token: string): string =>
  new URL(`${import.meta.env.BASE_URL}invitation#${token}`, location.origin).href;

const Invite = ({ dealerId }: { dealerId: string }) => {
  const { client } = useApi();
  const { people } = useWords();
  const notices = useNotices();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const invite = useMutation({
    mutationFn: async () =>
      (await client.send('POST', '/dealers/{dealerId}/invitations', { dealerId, email, role })).token,
    onSuccess: () => setEmail(''),
    onError: notices.fail,
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate();
      }}
    >
      <h3>{people.inviteTitle}</h3>
      <div className="form-fields">
        <label className="field">
          <span className="label">{people.email}</span>
          <input
            {...{ className: 'input', type: 'email', required: true, value: email }}
            onChange={({ target }) => setEmail(target.value)}
          />
          <span className="hint">{people.emailExpects}</span>
        </label>
        <RoleChoice label={people.role} role={role} choose={setRole} />
      </div>
      <div>
        <button type="submit" className="button main" disabled={invite.isPending}>
          {people.invite}
        </button>
      </div>
      {invite.data && (
        <ShownOnce label={people.inviteLink} hint={people.inviteOnce} secret={linkOf(invite.data)} />
      )}
    </form>
  );
};

/** Who has a seat at the dealer, and who else is to have one. */
export const Members = ({ dealerId }: { dealerId: string }) => {
  const { list } = useQueries();
  const { people } = useWords();
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/members', { dealerId }));
  useRest(asked);
  return (
    <section className="card stack">
      <h2>{people.members}</h2>
      <Answered asked={asked}>
        {(members) => {
          const admins = members.filter(({ role }) => role === 'dealer-admin');
          return members.length === 0 ? (
            <Empty>{people.nobody}</Empty>
          ) : (
            <ul>
              {members.map((member) => (
                <MemberShown
                  key={member.memberId}
                  {...{ dealerId, member }}
                  isLast={admins.length === 1 && admins[0] === member}
                />
              ))}
            </ul>
          );
        }}
      </Answered>
      <Invite dealerId={dealerId} />
    </section>
  );
};
