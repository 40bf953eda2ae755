/** Where the API is and who says who people are: `config.json`, beside the page on each host. */
export interface Settings {
  api: string;
  /** Null where a link of the terminal signs in, by a cookie that no script can read. */
  identityProvider: { issuer: string; clientId: string; scope: string } | null;
}

/** Who asks. */
export interface Session {
  /** What each request says of it. */
  headers(): Promise<Record<string, string>>;
  /** The API knows it no more. */
  ended(): void;
  /** Leads to where people sign in; null where only a link from elsewhere does. */
  signIn: (() => Promise<void>) | null;
  signOut: (() => Promise<void>) | null;
  /** Calls back when it has ended. */
  onEnd(tell: () => void): void;
}

const listeners = () => {
  const told = new Set<() => void>();
  return {
    onEnd: (tell: () => void) => void told.add(tell),
    ended: () => {
      for (const tell of told) tell();
    },
  };
};

const byCookie = (): Session => ({ headers: async () => ({}), signIn: null, signOut: null, ...listeners() });

const byProvider = async (provider: NonNullable<Settings['identityProvider']>): Promise<Session> => {
  const { openAt } = await import('./provider.ts');
  const { token, signIn, signOut } = await openAt(provider);
  const headers = async (): Promise<Record<string, string>> => {
    const now = await token();
    return now === null ? {} : { authorization: `Bearer ${now}` };
  };
  return { headers, signIn, signOut, ...listeners() };
};

/** The settings of this host, which `index.html` asks for already. Throws where they are not there. */
export const readSettings = async (): Promise<Settings> => {
  const response = await fetch(`${import.meta.env.BASE_URL}config.json`);
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  return response.json();
};

/** The session of this page. */
export const openSession = ({ identityProvider }: Settings): Promise<Session> | Session =>
  identityProvider ? byProvider(identityProvider) : byCookie();
