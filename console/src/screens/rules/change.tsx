import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useApi } from '../../api/context.tsx';
import type { Answer, Wish } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { ProblemShown } from '../../parts/reason.tsx';
import { Tried } from './tried.tsx';

type InForce = Answer<'GET', '/rules'>;
type GivenRules = Wish<'POST', '/rules/try'>['rules'];

/** Layers of a text, with or without the word around them that files have. Throws where it is no JSON. */
const layersIn = (text: string): GivenRules => {
  const given = JSON.parse(text) as GivenRules & { layers?: GivenRules };
  return given.layers ?? given;
};

/** Has rules tried, then put in force: what was tried is what is put, and on the rules that were seen. */
const useRules = (inForce: InForce, text: string) => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { rules } = useWords();
  const notices = useNotices();
  const attempt = useMutation({
    mutationFn: async () => client.send('POST', '/rules/try', { rules: layersIn(text) }),
  });
  const put = useMutation({
    mutationFn: () => client.send('PUT', '/rules', { rules: layersIn(text) }, { seen: inForce }),
    onSuccess: () => {
      notices.tell(rules.saved);
      attempt.reset();
      return queries.invalidateQueries();
    },
  });
  return { attempt, put };
};

const Trouble = ({ error }: { error: Error | null }) =>
  error && (
    <div className="state failed" role="alert">
      <ProblemShown error={error} />
    </div>
  );

interface Changing {
  inForce: InForce;
  text: string;
  setText(text: string): void;
}

/** Other rules: first what they would change, then, if that is wanted, in force with them. */
export const Change = ({ inForce, text, setText }: Changing) => {
  const { rules, states } = useWords();
  const { attempt, put } = useRules(inForce, text);
  const [isAsked, setIsAsked] = useState(false);
  const id = useId();
  const write = (next: string) => {
    setText(next);
    attempt.reset();
    put.reset();
  };
  const tried = attempt.data;
  return (
    <section className="card stack" id="change-rules">
      <h2>{rules.changeTitle}</h2>
      <p className="quiet">{rules.changeHow}</p>
      <div className="field">
        <FileButton
          {...{ label: rules.file, act: rules.choose, accept: '.json' }}
          take={async ([file]) => file && write(await file.text())}
        />
      </div>
      <div className="field">
        <label htmlFor={id}>{rules.text}</label>
        <textarea
          {...{ id, className: 'input code', rows: 12, value: text, spellCheck: false }}
          onChange={({ target }) => write(target.value)}
        />
      </div>
      <div className="row">
        <button
          type="button"
          className={tried ? 'button' : 'button main'}
          disabled={text.trim() === '' || attempt.isPending}
          onClick={() => attempt.mutate()}
        >
          {attempt.isPending ? rules.trying : rules.try}
        </button>
        {tried && (
          <button
            type="button"
            className="button main"
            disabled={put.isPending}
            onClick={() => setIsAsked(true)}
          >
            {rules.put}
          </button>
        )}
      </div>
      {/* Who has closed the question meanwhile is told all the same. */}
      <Trouble error={attempt.error ?? (isAsked ? null : put.error)} />
      <div aria-live="polite">{tried && <Tried tried={tried} />}</div>
      {isAsked && tried && (
        <AskDialog
          {...{ title: rules.putTitle, act: rules.put, isGrave: tried.changed > 0, isReady: !put.isPending }}
          onAct={() => put.mutate(undefined, { onSuccess: () => setIsAsked(false) })}
          onClose={() => setIsAsked(false)}
        >
          <p>{rules.putDoes(states.machines(tried.changed))}</p>
          <Trouble error={put.error} />
        </AskDialog>
      )}
    </section>
  );
};
