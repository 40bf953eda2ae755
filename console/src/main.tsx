import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useCallback, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { type Client, isPassing, orUnreachable, Problem } from './api/client.ts';
import { ApiProvider } from './api/context.tsx';
import type { Begun } from './begin.ts';
import { SpeechProvider } from './messages/language.tsx';
import { keepLanguage, loadLanguage, type Spoken } from './messages/languages.ts';
import { routerOf } from './router.tsx';
import type { Session } from './session/session.ts';

const TRIES = 2;

/** What was refused is refused again; what failed on the way may not. */
const isWorthAnotherTry = (failures: number, error: Error): boolean =>
  failures < TRIES && (!(error instanceof Problem) || isPassing(error));

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, retry: isWorthAnotherTry, refetchOnWindowFocus: true } },
});

interface Opened {
  client: Client;
  session: Session;
  router: ReturnType<typeof routerOf>;
  first: Spoken & { language: string };
}

const Console = ({ client, session, router, first }: Opened) => {
  const [spoken, setSpoken] = useState(first);
  const speak = useCallback(async (language: string) => {
    const loaded = await loadLanguage(language).catch(orUnreachable);
    keepLanguage(language);
    setSpoken({ language, ...loaded });
  }, []);
  const speech = useMemo(() => ({ ...spoken, speak }), [spoken, speak]);
  const api = useMemo(() => ({ client, session }), [client, session]);
  document.documentElement.lang = spoken.language;
  return (
    <SpeechProvider speech={speech}>
      <ApiProvider api={api}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ApiProvider>
    </SpeechProvider>
  );
};

/** Shows the console as soon as what was begun has come that no screen can do without. */
export const show = async ({ language, api, spoken }: Begun): Promise<void> => {
  const [{ session, client }, said] = await Promise.all([api, spoken]);
  const router = routerOf({ client, queries });
  createRoot(document.getElementById('console') as HTMLElement).render(
    <StrictMode>
      <Console {...{ client, session, router, first: { language, ...said } }} />
    </StrictMode>,
  );
};
