import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../../api/context.tsx';
import { forget, useQueries, useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useSpeech, useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { Moment } from '../../parts/figures.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { useMay } from '../../shell/may.ts';
import '../../styles/form.css';

type Known = ItemOf<'/dealers/{dealerId}/knowledge'>;
type Given = ItemOf<'/dealers/{dealerId}/answers'>;

/** Something that can be done to what is known, after a question that says what it does. */
interface Deed {
  name: string;
  title: string;
  does: string;
  done: string;
  carryOut(): Promise<unknown>;
}

/** Buttons of deeds; whatever was known is asked for anew when one is done. */
const Deeds = ({ dealerId, deeds }: { dealerId: string; deeds: readonly Deed[] }) => {
  const queries = useQueryClient();
  const notices = useNotices();
  const [asked, setAsked] = useState<Deed | null>(null);
  const act = useMutation({
    mutationFn: (deed: Deed) => deed.carryOut(),
    onSuccess: (_, { done }) => {
      notices.tell(done);
      return forget(queries, dealerId);
    },
    onError: notices.fail,
  });
  return (
    <div className="row">
      {deeds.map((deed) => (
        <button
          key={deed.name}
          type="button"
          className="button"
          disabled={act.isPending}
          onClick={() => setAsked(deed)}
        >
          {deed.name}
        </button>
      ))}
      {asked && (
        <AskDialog
          {...{ title: asked.title, act: asked.name }}
          onAct={() => {
            setAsked(null);
            act.mutate(asked);
          }}
          onClose={() => setAsked(null)}
        >
          <p>{asked.does}</p>
        </AskDialog>
      )}
    </div>
  );
};

const useDeedsOf = (dealerId: string, { kind, text, section, printed, by }: Known): Deed[] => {
  const { client } = useApi();
  const { knowledge } = useWords();
  const may = useMay();
  const wish = { dealerId, meanings: [{ kind, text, section }] };
  if (by === 'all') return [];
  const forgets: Deed = {
    ...{ name: knowledge.forget, title: knowledge.forgetTitle(printed), does: knowledge.forgetDoes },
    done: knowledge.forgotten(printed),
    carryOut: () => client.send('POST', '/dealers/{dealerId}/knowledge/forget', wish),
  };
  const shares: Deed = {
    ...{ name: knowledge.share, title: knowledge.shareTitle(printed), does: knowledge.shareDoes },
    done: knowledge.shared(printed),
    carryOut: () => client.send('POST', '/dealers/{dealerId}/knowledge/share', wish),
  };
  return [
    ...(may('knowledge.teach', dealerId) ? [forgets] : []),
    ...(may('all.share', null) ? [shares] : []),
  ];
};

const Meaning = ({ dealerId, known }: { dealerId: string; known: Known }) => {
  const { knowledge } = useWords();
  const deeds = useDeedsOf(dealerId, known);
  const { printed, section, kind, called, means, by, taughtBy, taughtAt, note } = known;
  return (
    <li className="member">
      <div>
        <strong>{printed}</strong> = {called ?? means ?? knowledge.nothing}
        <p className="quiet small">
          {knowledge.kinds[kind]}
          {section && `, ${knowledge.section(section)}`}
          {note && `. ${note}`}
        </p>
      </div>
      <div className="quiet small">
        {by === 'all' ? (
          <Badge tone="plain">{knowledge.ofAll}</Badge>
        ) : (
          <>
            {taughtBy}, <Moment at={taughtAt} />
          </>
        )}
      </div>
      <Deeds dealerId={dealerId} deeds={deeds} />
    </li>
  );
};

const AnswerShown = ({ dealerId, given }: { dealerId: string; given: Given }) => {
  const { client } = useApi();
  const { said, words } = useSpeech();
  const { knowledge, states } = words;
  const may = useMay();
  const { question, asks, says, value, codes, by, at, shared } = given;
  const wish = { dealerId, questions: [question] };
  const undo: Deed = {
    ...{ name: knowledge.undo, title: knowledge.undoTitle, does: knowledge.undoDoes, done: knowledge.undone },
    carryOut: () => client.send('POST', '/dealers/{dealerId}/answers/undo', wish),
  };
  const share: Deed = {
    ...{ name: knowledge.share, title: knowledge.shareTitle(said.why(says)), does: knowledge.shareDoes },
    done: knowledge.shared(said.why(says)),
    carryOut: () => client.send('POST', '/dealers/{dealerId}/answers/share', wish),
  };
  return (
    <li className="member">
      <div>
        <p>{said.why(asks)}</p>
        <p>
          <strong>{said.why(says)}</strong> {value}
        </p>
      </div>
      <div className="quiet small">
        {states.machines(codes.length)}, {by}, <Moment at={at} />
        {shared && <Badge tone="plain">{knowledge.ofAll}</Badge>}
      </div>
      <Deeds
        dealerId={dealerId}
        deeds={[
          ...(may('questions.answer', dealerId) ? [undo] : []),
          ...(may('all.share', null) && !shared ? [share] : []),
        ]}
      />
    </li>
  );
};

/** What people have said, by whom, and what can be taken back. */
export const Knowledge = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId/knowledge' });
  const { list } = useQueries();
  const { shell, knowledge } = useWords();
  const meanings = useInfiniteQuery(list('/dealers/{dealerId}/knowledge', { dealerId }));
  const answers = useInfiniteQuery(list('/dealers/{dealerId}/answers', { dealerId }));
  useRest(meanings);
  useRest(answers);
  const isEmpty = meanings.data?.length === 0 && answers.data?.length === 0;
  return (
    <>
      <h1>{shell.knowledge}</h1>
      {isEmpty && <Empty>{knowledge.none}</Empty>}
      <Answered asked={meanings}>
        {(known) =>
          known.length > 0 && (
            <section className="card">
              <h2>{knowledge.meanings}</h2>
              <ul>
                {known.map((each) => (
                  <Meaning
                    key={`${each.kind} ${each.section} ${each.text}`}
                    dealerId={dealerId}
                    known={each}
                  />
                ))}
              </ul>
            </section>
          )
        }
      </Answered>
      <Answered asked={answers}>
        {(given) =>
          given.length > 0 && (
            <section className="card">
              <h2>{knowledge.answers}</h2>
              <ul>
                {given.toReversed().map((each) => (
                  <AnswerShown key={each.question} dealerId={dealerId} given={each} />
                ))}
              </ul>
            </section>
          )
        }
      </Answered>
    </>
  );
};
