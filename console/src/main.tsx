import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useCallback, useMemo, useState, useTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { Client, isPassing, Problem } from './api/client.ts';
import { ApiProvider } from './api/context.tsx';
import {
  keepLanguage,
  LANGUAGES,
  type Language,
  languageHere,
  SpeechProvider,
} from './messages/language.tsx';
import { NoticesProvider } from './parts/notices.tsx';
import { routerOf } from './router.tsx';
import { openSession, readSettings } from './session/session.ts';
import { showTheme, themeHere } from './theme.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/shell.css';

const TRIES = 2;

/** What was refused is refused again; what failed on the way may not. */
const isWorthAnotherTry = (failures: number, error: Error): boolean =>
  failures < TRIES && (!(error instanceof Problem) || isPassing(error));

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, retry: isWorthAnotherTry, refetchOnWindowFocus: true } },
});

showTheme(themeHere());
const first = languageHere();
const [settings, firstSpoken] = await Promise.all([readSettings(), LANGUAGES[first].load()]);
const session = await openSession(settings);
const client = new Client(settings.api, session);
const router = routerOf({ client, queries });
const api = { client, session };

const Console = () => {
  const [spoken, setSpoken] = useState({ language: first, ...firstSpoken });
  const [, begin] = useTransition();
  const speak = useCallback((language: Language) => {
    keepLanguage(language);
    begin(async () => setSpoken({ language, ...(await LANGUAGES[language].load()) }));
  }, []);
  const speech = useMemo(() => ({ ...spoken, speak }), [spoken, speak]);
  document.documentElement.lang = spoken.language;
  return (
    <SpeechProvider speech={speech}>
      <ApiProvider api={api}>
        <QueryClientProvider client={queries}>
          <NoticesProvider>
            <RouterProvider router={router} />
          </NoticesProvider>
        </QueryClientProvider>
      </ApiProvider>
    </SpeechProvider>
  );
};

createRoot(document.getElementById('console') as HTMLElement).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
