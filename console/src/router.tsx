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
import type { MachineSearch } from './screens/machines/machine.tsx';
import type { MachinesSearch, Standing } from './screens/machines/machines.tsx';
import { Broken, NothingHere } from './screens/nothing-here.tsx';
import { placeIn } from './screens/questions/place.ts';
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

const documents = createRoute({
  ...{ getParentRoute: () => dealer, path: '/documents' },
  validateSearch: ({ state }): { state?: DocumentState } => (state ? { state: state as DocumentState } : {}),
  component: lazyRouteComponent(() => import('./screens/documents/documents.tsx'), 'Documents'),
});

const document = createRoute({
  ...{ getParentRoute: () => dealer, path: '/documents/$documentId' },
  component: lazyRouteComponent(() => import('./screens/documents/document.tsx'), 'Document'),
});

const feed = createRoute({
  ...{ getParentRoute: () => dealer, path: '/feed' },
  component: lazyRouteComponent(() => import('./screens/feed/feed.tsx'), 'Feed'),
});

const feedVersion = createRoute({
  ...{ getParentRoute: () => dealer, path: '/feed/$version' },
  component: lazyRouteComponent(() => import('./screens/feed/feed.tsx'), 'Feed'),
});

const deliveries = createRoute({
  ...{ getParentRoute: () => dealer, path: '/deliveries' },
  component: lazyRouteComponent(() => import('./screens/deliveries/deliveries.tsx'), 'Deliveries'),
});

const audit = createRoute({
  ...{ getParentRoute: () => dealer, path: '/audit' },
  validateSearch: auditSearchIn,
  component: lazyRouteComponent(() => import('./screens/audit/audit.tsx'), 'Audit'),
});

const settings = createRoute({
  ...{ getParentRoute: () => dealer, path: '/settings' },
  component: lazyRouteComponent(() => import('./screens/dealer/dealer.tsx'), 'DealerSettings'),
});

const stock = createRoute({
  ...{ getParentRoute: () => dealer, path: '/stock' },
  component: lazyRouteComponent(() => import('./screens/stock/stock.tsx'), 'Stock'),
});

const market = createRoute({
  ...{ getParentRoute: () => dealer, path: '/market' },
  component: lazyRouteComponent(() => import('./screens/market/market.tsx'), 'Market'),
});

const knowledge = createRoute({
  ...{ getParentRoute: () => dealer, path: '/knowledge' },
  component: lazyRouteComponent(() => import('./screens/knowledge/knowledge.tsx'), 'Knowledge'),
});

const onCall = createRoute({
  ...{ getParentRoute: () => root, path: '/on-call' },
  component: lazyRouteComponent(() => import('./screens/on-call/on-call.tsx'), 'OnCall'),
});

const health = createRoute({
  ...{ getParentRoute: () => root, path: '/health' },
  component: lazyRouteComponent(() => import('./screens/health/health.tsx'), 'Health'),
});

const allDocuments = createRoute({
  ...{ getParentRoute: () => root, path: '/documents' },
  validateSearch: ({ state }): { state?: DocumentState } => (state ? { state: state as DocumentState } : {}),
  component: lazyRouteComponent(() => import('./screens/documents/all-documents.tsx'), 'AllDocuments'),
});

const batches = createRoute({
  ...{ getParentRoute: () => root, path: '/batches' },
  component: lazyRouteComponent(() => import('./screens/batches/batches.tsx'), 'Batches'),
});

const batch = createRoute({
  ...{ getParentRoute: () => root, path: '/batches/$batchId' },
  component: lazyRouteComponent(() => import('./screens/batches/batch.tsx'), 'Batch'),
});

const costs = createRoute({
  ...{ getParentRoute: () => root, path: '/costs' },
  validateSearch: ({ dealer: of }): CostsSearch => (of ? { dealer: String(of) } : {}),
  component: lazyRouteComponent(() => import('./screens/costs/costs.tsx'), 'Costs'),
});

const users = createRoute({
  ...{ getParentRoute: () => root, path: '/users' },
  component: lazyRouteComponent(() => import('./screens/people/users.tsx'), 'Users'),
});

const overallAudit = createRoute({
  ...{ getParentRoute: () => root, path: '/audit' },
  validateSearch: auditSearchIn,
  component: lazyRouteComponent(() => import('./screens/audit/overall-audit.tsx'), 'OverallAudit'),
});

const rules = createRoute({
  ...{ getParentRoute: () => root, path: '/rules' },
  component: lazyRouteComponent(() => import('./screens/rules/rules.tsx'), 'Rules'),
});

const people = createRoute({
  ...{ getParentRoute: () => dealer, path: '/people' },
  component: lazyRouteComponent(() => import('./screens/people/people.tsx'), 'People'),
});

const invitation = createRoute({
  ...{ getParentRoute: () => root, path: '/invitation' },
  component: lazyRouteComponent(() => import('./screens/people/invitation.tsx'), 'Invitation'),
});

const machines = createRoute({
  ...{ getParentRoute: () => dealer, path: '/machines' },
  validateSearch: ({ find, standing }): MachinesSearch => ({
    ...(find ? { find: String(find) } : {}),
    ...(standing ? { standing: standing as Standing } : {}),
  }),
  component: lazyRouteComponent(() => import('./screens/machines/machines.tsx'), 'Machines'),
});

const machine = createRoute({
  ...{ getParentRoute: () => dealer, path: '/machines/$modelCode' },
  validateSearch: ({ ad }): MachineSearch => (ad ? { ad: String(ad) } : {}),
  component: lazyRouteComponent(() => import('./screens/machines/machine.tsx'), 'Machine'),
});

const questions = createRoute({
  ...{ getParentRoute: () => dealer, path: '/questions', validateSearch: placeIn },
  component: lazyRouteComponent(() => import('./screens/questions/questions.tsx'), 'Questions'),
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
    documents,
    document,
    deliveries,
    audit,
    stock,
    market,
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
