import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import type { Client } from './api/client.ts';
import { Broken, NothingHere } from './screens/nothing-here.tsx';
import { OfDealer } from './shell/of-dealer.tsx';
import { Shell } from './shell/shell.tsx';

interface Context {
  client: Client;
  queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Shell });

const overview = createRoute({
  ...{ getParentRoute: () => root, path: '/' },
  component: lazyRouteComponent(() => import('./screens/today/all-dealers.tsx'), 'AllDealers'),
});

const dealer = createRoute({ getParentRoute: () => root, path: '/dealers/$dealerId', component: OfDealer });

const today = createRoute({
  ...{ getParentRoute: () => dealer, path: '/' },
  component: lazyRouteComponent(() => import('./screens/today/today.tsx'), 'Today'),
});

const tree = root.addChildren([overview, dealer.addChildren([today])]);

/** The console's addresses; each screen is fetched when it is first looked at, or pointed at. */
export const routerOf = (context: Context) =>
  createRouter({
    ...{ routeTree: tree, context, basepath: import.meta.env.BASE_URL },
    ...{ defaultPreload: 'intent', scrollRestoration: false },
    ...{ defaultNotFoundComponent: NothingHere, defaultErrorComponent: Broken },
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof routerOf>;
  }
}
