import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useId, useMemo, useRef, useState } from 'react';
import type { DealerRule } from '#contracts/dealer-rule.ts';
import { useQueries } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords, type Words } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Moment } from '../../parts/figures.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { useMay } from '../../shell/may.ts';
import { Editor } from './editor.tsx';
import '../../styles/form.css';

type Line = ItemOf<'/dealers/{dealerId}/rules'>;

const TONES: Record<DealerRule['action'], Tone> = { block: 'bad', warn: 'wait', prefer: 'good' };

/** `edit` opens a rule in the form; null for who may not. */
const columnsIn = (
  { dealerRules }: Words,
  edit: ((rule: DealerRule) => void) | null,
): readonly Column<Line>[] => [
  {
    ...{ name: 'name', title: dealerRules.name },
    cell: ({ rule }) =>
      edit ? (
        <button type="button" className="button bare" onClick={() => edit(rule)}>
          {rule.name}
        </button>
      ) : (
        rule.name
      ),
  },
  { name: 'kind', title: dealerRules.kind, cell: ({ rule }) => dealerRules.kinds[rule.kind] },
  {
    ...{ name: 'action', title: dealerRules.action },
    cell: ({ rule }) => (
      <Badge tone={rule.active ? TONES[rule.action] : 'plain'}>
        {rule.active ? dealerRules.actions[rule.action] : dealerRules.off}
      </Badge>
    ),
  },
  { name: 'weight', title: dealerRules.weight, isNumber: true, cell: ({ rule }) => rule.weight },
  { name: 'spoke', title: dealerRules.spoke, isNumber: true, cell: ({ spoke }) => spoke },
  { name: 'out', title: dealerRules.leavesOut, isNumber: true, cell: ({ leavesOut }) => leavesOut },
  {
    ...{ name: 'who', title: dealerRules.who },
    cell: ({ by, at }) => (
      <>
        {by}, <Moment at={at} />
      </>
    ),
  },
];

/** A template with the name and description that it has in this language. */
const saidIn = ({ templates }: Words['dealerRules'], rule: DealerRule): DealerRule => {
  const [name, description] = templates[rule.id] ?? [rule.name, rule.description];
  return { ...rule, name, description };
};

/** Rules for everybody, of which one is copied into the form. */
const Templates = ({ dealerId, edit }: { dealerId: string; edit(rule: DealerRule): void }) => {
  const { dealerRules } = useWords();
  const { list } = useQueries();
  const id = useId();
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/rules/templates', { dealerId }));
  return (
    <Answered asked={asked}>
      {(templates) => (
        <div className="field">
          <label htmlFor={id}>{dealerRules.template}</label>
          <select
            {...{ id, className: 'input', value: '' }}
            onChange={({ target }) => {
              const chosen = templates.find((rule) => rule.id === target.value);
              if (chosen) edit(saidIn(dealerRules, chosen));
            }}
          >
            <option value="">{dealerRules.choose}</option>
            {templates.map((rule) => (
              <option key={rule.id} value={rule.id}>
                {saidIn(dealerRules, rule).name}
              </option>
            ))}
          </select>
        </div>
      )}
    </Answered>
  );
};

/** Under an id of its own: a rule that came of the template before, and was changed since, stays. */
const copyOf = (template: DealerRule, lines: readonly Line[]): DealerRule => {
  const taken = new Set(lines.map(({ rule }) => rule.id));
  const free = [template.id, ...lines.map((_, at) => `${template.id}-${at + 2}`)].find(
    (id) => !taken.has(id),
  );
  return { ...template, id: free ?? template.id };
};

const keyOf = ({ id, name }: DealerRule): string => JSON.stringify([id, name]);

/** The rule in the form. What is written in it is kept while another one is looked at. */
const useEdited = () => {
  const [edited, edit] = useState<DealerRule | null>(null);
  const drafts = useRef(new Map<string, DealerRule>());
  const draftOf = (begun: DealerRule) => ({
    draft: drafts.current.get(keyOf(begun)) ?? begun,
    keep: (draft: DealerRule) => void drafts.current.set(keyOf(begun), draft),
    // Another one may stand there by then.
    done: () => {
      drafts.current.delete(keyOf(begun));
      edit((now) => (now && keyOf(now) === keyOf(begun) ? null : now));
    },
  });
  return { edited, edit, draftOf };
};

/** What a dealer itself wants of its ads. */
export const DealerRules = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId/rules' });
  const { list } = useQueries();
  const words = useWords();
  const mayEdit = useMay()('dealer.write', dealerId);
  const { edited, edit, draftOf } = useEdited();
  const columns = useMemo(() => columnsIn(words, mayEdit ? edit : null), [words, mayEdit, edit]);
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/rules', { dealerId }));
  const isKept = asked.data?.some(({ rule }) => rule.id === edited?.id) ?? false;
  return (
    <>
      <h1>{words.shell.dealerRules}</h1>
      <p className="quiet">{words.dealerRules.what}</p>
      <Answered asked={asked}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty>{words.dealerRules.none}</Empty>
          ) : (
            <ListTable
              title={words.shell.dealerRules}
              columns={columns}
              rows={lines}
              keyOf={({ rule }) => rule.id}
              more={asked.hasNextPage ? asked.fetchNextPage : undefined}
            />
          )
        }
      </Answered>
      {mayEdit && (
        <>
          <Templates dealerId={dealerId} edit={(rule) => edit(copyOf(rule, asked.data ?? []))} />
          {edited && (
            <Editor
              key={keyOf(edited)}
              dealerId={dealerId}
              begun={edited}
              isKept={isKept}
              {...draftOf(edited)}
            />
          )}
        </>
      )}
    </>
  );
};
