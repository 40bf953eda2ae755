import { useId } from 'react';
import { useWords } from '../../messages/language.tsx';

const ROLES = ['viewer', 'editor', 'dealer-admin'] as const;
export type Role = (typeof ROLES)[number];

interface Chosen {
  /** Said to who does not see it, where it stands in a row of its own. */
  label: string;
  role: Role;
  choose(role: Role): void;
  isBare?: boolean;
  disabled?: boolean;
}

/** A role, and beside a form what it may do. */
export const RoleChoice = ({ label, role, choose, isBare = false, disabled = false }: Chosen) => {
  const { people } = useWords();
  const id = useId();
  const select = (
    <select
      id={id}
      className="input"
      value={role}
      disabled={disabled}
      aria-label={isBare ? label : undefined}
      aria-describedby={isBare ? undefined : `${id}-does`}
      onChange={({ target }) => choose(target.value as Role)}
    >
      {ROLES.map((each) => (
        <option key={each} value={each}>
          {people.roles[each]}
        </option>
      ))}
    </select>
  );
  if (isBare) return select;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {select}
      <span id={`${id}-does`} className="hint">
        {people.rolesDo[role]}
      </span>
    </div>
  );
};
