import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { Budget, DealerRule } from '#contracts/dealer-rule.ts';
import { useApi } from '../../api/context.tsx';
import { forget } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { ProblemShown } from '../../parts/reason.tsx';
import { ConditionForm } from './condition.tsx';
import { type RulesTried, Tried } from './tried.tsx';

const Field = ({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: string;
  children(id: string): ReactNode;
}) => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <span className="hint">{hint}</span>}
    </div>
  );
};

interface Editing {
  rule: DealerRule;
  change(part: Partial<DealerRule>): void;
}

const Choice = <Name extends string>({
  label,
  names,
  value,
  take,
}: {
  label: string;
  names: Record<Name, string>;
  value: Name;
  take(name: Name): void;
}) => (
  <Field label={label}>
    {(id) => (
      <select {...{ id, className: 'input', value }} onChange={({ target }) => take(target.value as Name)}>
        {(Object.entries(names) as [Name, string][]).map(([name, called]) => (
          <option key={name} value={name}>
            {called}
          </option>
        ))}
      </select>
    )}
  </Field>
);

const Count = ({ label, value, take }: { label: string; value: number; take(value: number): void }) => (
  <Field label={label}>
    {(id) => (
      <input
        {...{ id, className: 'input', type: 'number', min: 0, step: 1, value, required: true }}
        onChange={({ target }) => take(Number(target.value))}
      />
    )}
  </Field>
);

const BUDGETS: Record<'ads' | 'roubles', Budget> = {
  ads: { ads: 60 },
  roubles: { roubles: 30_000, placement: 500 },
};

const BudgetForm = ({ most, change }: { most: Budget; change(most: Budget): void }) => {
  const { dealerRules } = useWords();
  return (
    <>
      <Choice
        label={dealerRules.most}
        names={dealerRules.mosts}
        value={'ads' in most ? 'ads' : 'roubles'}
        take={(name) => change(BUDGETS[name])}
      />
      {'ads' in most ? (
        <Count label={dealerRules.ads} value={most.ads} take={(ads) => change({ ads })} />
      ) : (
        <>
          <Count
            label={dealerRules.roubles}
            value={most.roubles}
            take={(roubles) => change({ ...most, roubles })}
          />
          <Count
            label={dealerRules.placement}
            value={most.placement}
            take={(placement) => change({ ...most, placement })}
          />
        </>
      )}
    </>
  );
};

/** A budget says how many, and no other kind does. */
const ofKind = ({ most, ...rule }: DealerRule, kind: DealerRule['kind']): DealerRule =>
  kind === 'budget'
    ? { ...rule, kind, action: rule.action === 'prefer' ? 'block' : rule.action, most: most ?? BUDGETS.ads }
    : { ...rule, kind };

const Fields = ({ rule, change, become }: Editing & { become(rule: DealerRule): void }) => {
  const { dealerRules } = useWords();
  const { prefer: _, ...ofBudget } = dealerRules.actions;
  const actions = rule.kind === 'budget' ? ofBudget : dealerRules.actions;
  return (
    <div className="form-fields">
      <Field label={dealerRules.name}>
        {(id) => (
          <input
            {...{ id, className: 'input', required: true, maxLength: 80, value: rule.name }}
            onChange={({ target }) => change({ name: target.value })}
          />
        )}
      </Field>
      <Field label={dealerRules.id} hint={dealerRules.idExpects}>
        {(id) => (
          <input
            {...{
              id,
              className: 'input',
              required: true,
              pattern: '[a-z0-9][a-z0-9\\-]{0,39}',
              value: rule.id,
            }}
            onChange={({ target }) => change({ id: target.value })}
          />
        )}
      </Field>
      <Field label={dealerRules.description}>
        {(id) => (
          <input
            {...{ id, className: 'input', maxLength: 500, value: rule.description }}
            onChange={({ target }) => change({ description: target.value })}
          />
        )}
      </Field>
      <Choice
        label={dealerRules.kind}
        names={dealerRules.kinds}
        value={rule.kind}
        take={(kind) => become(ofKind(rule, kind))}
      />
      <Choice
        label={dealerRules.action}
        names={actions as typeof dealerRules.actions}
        value={rule.action}
        take={(action) => change({ action })}
      />
      <Field label={dealerRules.weight} hint={dealerRules.weightExpects}>
        {(id) => (
          <input
            {...{
              id,
              className: 'input',
              type: 'number',
              min: 1,
              max: 10,
              value: rule.weight,
              required: true,
            }}
            onChange={({ target }) => change({ weight: Number(target.value) })}
          />
        )}
      </Field>
      {rule.most && <BudgetForm most={rule.most} change={(most) => change({ most })} />}
      <label className="row">
        <input
          {...{ type: 'checkbox', checked: rule.active }}
          onChange={({ target }) => change({ active: target.checked })}
        />
        {dealerRules.active}
      </label>
    </div>
  );
};

interface Edited {
  dealerId: string;
  begun: DealerRule;
  /** What was written in it so far. */
  draft: DealerRule;
  keep(draft: DealerRule): void;
  /** It is in force under its id. */
  isKept: boolean;
  done(): void;
}

/** Has a rule tried and put, and the one that it was begun with removed. */
const useRule = ({ dealerId, begun, done }: Edited, rule: DealerRule) => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { dealerRules } = useWords();
  const notices = useNotices();
  const told = (words: string) => () => {
    notices.tell(words);
    done();
    return forget(queries, dealerId, ['rules', 'ranking', 'scores', 'offers']);
  };
  const attempt = useMutation({
    mutationFn: async () =>
      (await client.send('POST', '/dealers/{dealerId}/rules/try', { dealerId, put: [rule] }))
        .result as unknown as RulesTried,
  });
  const put = useMutation({
    mutationFn: () => client.send('PUT', '/dealers/{dealerId}/rules', { dealerId, rule }),
    onSuccess: told(dealerRules.saved),
  });
  const remove = useMutation({
    mutationFn: () =>
      client.send('DELETE', '/dealers/{dealerId}/rules/{ruleId}', { dealerId, ruleId: begun.id }),
    onSuccess: told(dealerRules.removed),
  });
  return { attempt, put, remove };
};

/** A rule as a form: what it would do, and then, if that is wanted, in force. */
export const Editor = (edited: Edited) => {
  const { dealer, dealerRules } = useWords();
  const { begun, isKept, draft, keep } = edited;
  const [rule, setRule] = useState(draft);
  const [isAsked, setIsAsked] = useState(false);
  const { attempt, put, remove } = useRule(edited, rule);
  const become = (next: DealerRule) => {
    setRule(next);
    keep(next);
    attempt.reset();
    put.reset();
    remove.reset();
  };
  const change = (part: Partial<DealerRule>) => become({ ...rule, ...part });
  const error = attempt.error ?? put.error ?? remove.error;
  return (
    <>
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (attempt.data) put.mutate();
          else attempt.mutate();
        }}
      >
        <h2>{dealerRules.editTitle}</h2>
        <Fields rule={rule} change={change} become={become} />
        <ConditionForm
          edited={rule.when}
          change={(when) => {
            const { when: _, ...rest } = rule;
            become(when ? { ...rest, when } : rest);
          }}
        />
        {error && (
          <div className="state failed" role="alert">
            <ProblemShown error={error} />
          </div>
        )}
        <div aria-live="polite">{attempt.data && <Tried tried={attempt.data} />}</div>
        <div className="row">
          <button type="submit" className="button main" disabled={attempt.isPending || put.isPending}>
            {attempt.data ? dealerRules.put : attempt.isPending ? dealerRules.trying : dealerRules.try}
          </button>
          {rule !== begun && (
            <button type="button" className="button bare" onClick={() => become(begun)}>
              {dealer.forget}
            </button>
          )}
          {isKept && (
            <button type="button" className="button" onClick={() => setIsAsked(true)}>
              {dealerRules.remove}
            </button>
          )}
        </div>
      </form>
      {/* Beside the form, not in it: it has a form of its own. */}
      {isAsked && (
        <AskDialog
          {...{ title: begun.name, act: dealerRules.remove, isGrave: true, isReady: !remove.isPending }}
          onAct={() => remove.mutate(undefined, { onSettled: () => setIsAsked(false) })}
          onClose={() => setIsAsked(false)}
        >
          <p>{dealerRules.removeDoes}</p>
        </AskDialog>
      )}
    </>
  );
};
