import { createContext, type ReactNode, useContext } from 'react';
import type { Session } from '../session/session.ts';
import type { Client } from './client.ts';

interface Api {
  client: Client;
  session: Session;
}

const Context = createContext<Api | null>(null);

export const ApiProvider = ({ api, children }: { api: Api; children: ReactNode }) => (
  <Context value={api}>{children}</Context>
);

/** The API as this page asks it. Throws outside of its provider. */
export const useApi = (): Api => {
  const api = useContext(Context);
  if (!api) throw new Error('No API around this');
  return api;
};
