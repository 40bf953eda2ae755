import { Outlet, useMatches, useParams } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Problem } from '../api/client.ts';
import { useApi } from '../api/context.tsx';
import { useWords } from '../messages/language.tsx';
import { NoticesProvider } from '../parts/notices.tsx';
import { Loading } from '../parts/states.tsx';
import { NotAllowed } from '../screens/nothing-here.tsx';
import { SignIn } from '../screens/sign-in/sign-in.tsx';
import { CONTENT_ID, useFocusGivenBack, useFocusOnContent } from './focus.ts';
import { useMay } from './may.ts';
import { useMe } from './me.ts';
import { sectionAt } from './sections.ts';
import { Side } from './side.tsx';

const followConnection = (tell: () => void) => {
  addEventListener('online', tell);
  addEventListener('offline', tell);
  return () => {
    removeEventListener('online', tell);
    removeEventListener('offline', tell);
  };
};

const Offline = () => {
  const { states } = useWords();
  const isOnline = useSyncExternalStore(followConnection, () => navigator.onLine);
  return isOnline ? null : <output className="offline">{states.offline}</output>;
};

/** Whether the API knows who asks. */
const useIsSignedIn = () => {
  const { session } = useApi();
  const [hasEnded, setHasEnded] = useState(false);
  const me = useMe();
  useEffect(() => session.onEnd(() => setHasEnded(true)), [session]);
  const isUnknown = me.error instanceof Problem && me.error.status === 401;
  return { isKnown: me.data !== undefined && !hasEnded, isUnknown: isUnknown || hasEnded };
};

/** The screen that one has come to, for whom it is for. */
const Screen = () => {
  const { dealerId = null } = useParams({ strict: false });
  const needs = sectionAt(useMatches().at(-1)?.fullPath ?? '')?.needs;
  const may = useMay();
  return needs && !may(needs, dealerId) ? <NotAllowed /> : <Outlet />;
};

const Around = () => {
  const { shell } = useWords();
  const { dealerId } = useParams({ strict: false });
  const { isKnown, isUnknown } = useIsSignedIn();
  useFocusOnContent();
  useFocusGivenBack();
  if (isUnknown) return <SignIn />;
  return (
    <div className="shell">
      <a className="skip" href={`#${CONTENT_ID}`}>
        {shell.skipToContent}
      </a>
      <Side dealerId={dealerId} />
      <div>
        <Offline />
        <main className="content" id={CONTENT_ID} tabIndex={-1}>
          {isKnown ? <Screen /> : <Loading />}
        </main>
      </div>
    </div>
  );
};

/** What stands around every screen: where one is, where else one can go, and notices, which lead there too. */
export const Shell = () => (
  <NoticesProvider>
    <Around />
  </NoticesProvider>
);
