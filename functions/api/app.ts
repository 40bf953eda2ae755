import { Hono } from 'hono';
import { jsonAnswer, problemAnswer } from './answer.ts';
import type { ApiPorts } from './api-ports.ts';
import { broken, notFound } from './problem.ts';
import { respond } from './respond.ts';
import { namesInPath, type Route } from './route.ts';

/** The API of its routes: answers each request below `/api`. */
export const apiOf = (
  routes: readonly Route[],
  api: ApiPorts,
  described: () => Promise<readonly Route[]> = async () => routes,
): Hono => {
  const app = new Hono().basePath('/api');
  const seenFirst = new Set<Route>(routes.flatMap((route) => ('seen' in route && route.seen) || []));
  for (const route of routes)
    app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ':$1'), ({ req }) => {
      const names = namesInPath(route.path).map((name) => [name, req.param(name) ?? '']);
      return respond({ route, isSeenFirst: seenFirst.has(route) }, req.raw, Object.fromEntries(names), api);
    });
  // Worked out when it is asked for: that takes longer than all else that a start does.
  let description: Promise<unknown> | undefined;
  app.get('/openapi.json', async () => {
    description ??= import('./openapi.ts').then(async ({ openApiOf }) => openApiOf(await described()));
    return jsonAnswer(await description, 200, {});
  });
  app.get('/health', () => jsonAnswer({ status: 'healthy', timestamp: new Date().toISOString() }, 200, {}));
  app.notFound(() => problemAnswer(notFound()));
  app.onError((error) => {
    api.report(error);
    return problemAnswer(broken());
  });
  return app;
};
