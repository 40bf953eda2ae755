import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/queries.ts';
import { ReasonShown } from '../../parts/reason.tsx';
import { Failed } from '../../parts/states.tsx';
import { Resume } from './resume.tsx';

/** That the dealer leaves, who asked for it, to everybody who looks at it; and the way back as long as there is one. */
export const Leaves = ({ dealerId }: { dealerId: string }) => {
  const { answer } = useQueries();
  const { data, error, refetch } = useQuery(answer('/dealers/{dealerId}/leaving', { dealerId }));
  if (error) return <Failed error={error} retry={refetch} />;
  if (!data?.leaves) return null;
  return (
    <section className="card stack">
      <ReasonShown reason={data.leaves} />
      {data.canStay && <Resume dealerId={dealerId} />}
    </section>
  );
};
