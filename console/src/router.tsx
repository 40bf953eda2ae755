import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import type { Client } from './api/client.ts';
import { auditSearchIn } from './screens/audit/search.ts';
import type { CostsSearch } from './screens/costs/costs.tsx';
import type { DocumentState } from './screens/documents/documents.tsx';
import type { FindSearch } from './screens/find/find.tsx';
import type { MachineSearch } from './screens/machines/machine.tsx';
import type { MachinesSearch, Standing } from './screens/machines/machines.tsx';
import { Broken, NothingHere } from './screens/nothing-here.tsx';
import { placeIn } from './screens/questions/place.ts';
import { AllDealers, expectToday } from './screens/today/all-dealers.tsx';
import { OfDealer } from './shell/of-dealer.tsx';
import { Shell } from './shell/shell.tsx';

interface Context {
  client: Client;
  queries: QueryClient;
}

const untilOnline = (): Promise<unknown> =>
  new Promise((resolve) => addEventListener('online', resolve, { once: true }));

/** A screen, fetched when it is first looked at; without a connection as soon as there is one again. */
const screen = <Module extends Record<string, unknown>, Name extends keyof Module & string>(
  fetched: () => Promise<Module>,
  name: Name,
) => {
  const fetchOnce = (): Promise<Module> =>
    fetched().catch((error) => {
      if (navigator.onLine) throw error;
      return untilOnline().then(fetchOnce);
    });
  return lazyRouteComponent(fetchOnce, name);
};

const root = createRootRouteWithContext<Context>()({ component: Shell });

const overview = createRoute({
  ...{ getParentRoute: () => root, path: '/' },
  // Where nearly everybody begins: fetched with the rest, its answer asked for meanwhile.
  component: AllDealers,
  loader: ({ context }) => void expectToday(context),
});

const dealer = createRoute({ getParentRoute: () => root, path: '/dealers/$dealerId', component: OfDealer });

const today = createRoute({
  ...{ getParentRoute: () => dealer, path: '/' },
  component: screen(() => import('./screens/today/today.tsx'), 'Today'),
});

const documents = createRoute({
  ...{ getParentRoute: () => dealer, path: '/documents' },
  validateSearch: ({ state }): { state?: DocumentState } => (state ? { state: state as DocumentState } : {}),
  component: screen(() => import('./screens/documents/documents.tsx'), 'Documents'),
});

const document = createRoute({
  ...{ getParentRoute: () => dealer, path: '/documents/$documentId' },
  component: screen(() => import('./screens/documents/document.tsx'), 'Document'),
});

const feed = createRoute({
  ...{ getParentRoute: () => dealer, path: '/feed' },
  component: screen(() => import('./screens/feed/feed.tsx'), 'Feed'),
});

const feedVersion = createRoute({
  ...{ getParentRoute: () => dealer, path: '/feed/$version' },
  component: screen(() => import('./screens/feed/feed.tsx'), 'Feed'),
});

const deliveries = createRoute({
  ...{ getParentRoute: () => dealer, path: '/deliveries' },
  component: screen(() => import('./screens/deliveries/deliveries.tsx'), 'Deliveries'),
});

const audit = createRoute({
  ...{ getParentRoute: () => dealer, path: '/audit' },
  validateSearch: auditSearchIn,
  component: screen(() => import('./screens/audit/audit.tsx'), 'Audit'),
});

const settings = createRoute({
  ...{ getParentRoute: () => dealer, path: '/settings' },
  component: screen(() => import('./screens/dealer/dealer.tsx'), 'DealerSettings'),
});

const stock = createRoute({
  ...{ getParentRoute: () => dealer, path: '/stock' },
  component: screen(() => import('./screens/stock/stock.tsx'), 'Stock'),
});

const market = createRoute({
  ...{ getParentRoute: () => dealer, path: '/market' },
  component: screen(() => import('./screens/market/market.tsx'), 'Market'),
});

const dealerRules = createRoute({
  ...{ getParentRoute: () => dealer, path: '/rules' },
  component: screen(() => import('./screens/dealer-rules/dealer-rules.tsx'), 'DealerRules'),
});

const knowledge = createRoute({
  ...{ getParentRoute: () => dealer, path: '/knowledge' },
  component: screen(() => import('./screens/knowledge/knowledge.tsx'), 'Knowledge'),
});

const onCall = createRoute({
  ...{ getParentRoute: () => root, path: '/on-call' },
  component: screen(() => import('./screens/on-call/on-call.tsx'), 'OnCall'),
});

const health = createRoute({
  ...{ getParentRoute: () => root, path: '/health' },
  component: screen(() => import('./screens/health/health.tsx'), 'Health'),
});

const allDocuments = createRoute({
  ...{ getParentRoute: () => root, path: '/documents' },
  validateSearch: ({ state }): { state?: DocumentState } => (state ? { state: state as DocumentState } : {}),
  component: screen(() => import('./screens/documents/all-documents.tsx'), 'AllDocuments'),
});

const batches = createRoute({
  ...{ getParentRoute: () => root, path: '/batches' },
  component: screen(() => import('./screens/batches/batches.tsx'), 'Batches'),
});

const batch = createRoute({
  ...{ getParentRoute: () => root, path: '/batches/$batchId' },
  component: screen(() => import('./screens/batches/batch.tsx'), 'Batch'),
});

const costs = createRoute({
  ...{ getParentRoute: () => root, path: '/costs' },
  validateSearch: ({ dealer: of }): CostsSearch => (of ? { dealer: String(of) } : {}),
  component: screen(() => import('./screens/costs/costs.tsx'), 'Costs'),
});

const users = createRoute({
  ...{ getParentRoute: () => root, path: '/users' },
  component: screen(() => import('./screens/people/users.tsx'), 'Users'),
});

const overallAudit = createRoute({
  ...{ getParentRoute: () => root, path: '/audit' },
  validateSearch: auditSearchIn,
  component: screen(() => import('./screens/audit/overall-audit.tsx'), 'OverallAudit'),
});

const rules = createRoute({
  ...{ getParentRoute: () => root, path: '/rules' },
  component: screen(() => import('./screens/rules/rules.tsx'), 'Rules'),
});

const people = createRoute({
  ...{ getParentRoute: () => dealer, path: '/people' },
  component: screen(() => import('./screens/people/people.tsx'), 'People'),
});

const invitation = createRoute({
  ...{ getParentRoute: () => root, path: '/invitation' },
  component: screen(() => import('./screens/people/invitation.tsx'), 'Invitation'),
});

const machines = createRoute({
  ...{ getParentRoute: () => dealer, path: '/machines' },
  validateSearch: ({ find, standing }): MachinesSearch => ({
    ...(find ? { find: String(find) } : {}),
    ...(standing ? { standing: standing as Standing } : {}),
  }),
  component: screen(() => import('./screens/machines/machines.tsx'), 'Machines'),
});

const machine = createRoute({
  ...{ getParentRoute: () => dealer, path: '/machines/$modelCode' },
  validateSearch: ({ ad }): MachineSearch => (ad ? { ad: String(ad) } : {}),
  component: screen(() => import('./screens/machines/machine.tsx'), 'Machine'),
});

const find = createRoute({
  ...{ getParentRoute: () => dealer, path: '/find' },
  validateSearch: ({ words }): FindSearch => (words ? { words: String(words) } : {}),
  component: screen(() => import('./screens/find/find.tsx'), 'Find'),
});

const questions = createRoute({
  ...{ getParentRoute: () => dealer, path: '/questions', validateSearch: placeIn },
  component: screen(() => import('./screens/questions/questions.tsx'), 'Questions'),
});

const tree = root.addChildren([
  overview,
  invitation,
  onCall,
  health,
  allDocuments,
  batches,
  batch,
  rules,
  costs,
  users,
  overallAudit,
  dealer.addChildren([
    today,
    questions,
    feed,
    feedVersion,
    machines,
    machine,
    find,
    documents,
    document,
    deliveries,
    audit,
    stock,
    market,
    dealerRules,
    knowledge,
    settings,
    people,
  ]),
]);

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
