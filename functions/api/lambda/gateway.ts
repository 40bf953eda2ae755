import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { tellAnswer, tellMismatch } from '#shared/api-metrics.ts';
import { portsOfEnvironment } from '#shared/aws/ports.ts';
import type { Environment } from '#shared/environment.ts';
import type { Ports } from '#shared/ports.ts';
import { problemAnswer } from '../answer.ts';
import type { ApiPorts } from '../api-ports.ts';
import { apiOf } from '../app.ts';
import { type VerifyToken, verifierFor } from '../identity/provider.ts';
import { forbidden } from '../problem.ts';
import { isSame } from '../same.ts';
import { talliesOn } from '../tallies.ts';
import { type Concern, concernOf, type Load, loaderFor } from './routes-by-word.ts';
import {
  ADDRESS_HEADER,
  apiSecrets,
  type LambdaSettings,
  lambdaSettings,
  ORIGIN_HEADER,
} from './settings.ts';

/** An IPv6 address as the network of its first 64 bits, which one subscriber has whole. */
const networkOf = (address: string): string => {
  if (!address.includes(':')) return address;
  const [before = '', after = ''] = address.split('::');
  const [left, right] = [before.split(':'), after.split(':')];
  const zeros = Array(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
};

/** Where a function of the API runs, and who hears of what goes wrong there. */
interface Surroundings {
  environment(): Environment;
  report: ApiPorts['report'];
}

/** What the functions of the API are made with. */
export interface Connected {
  environment: Environment;
  settings: LambdaSettings;
  /** As this function's own role may use them. */
  ports: Ports;
  verify: VerifyToken;
}

/** The ports of the API that a function has in its own way. */
export type OwnPorts = Omit<ApiPorts, 'addressOf' | 'alarms' | 'hintsAt' | 'report' | 'measure' | 'key'> & {
  /** The table as far as requests may be counted in it. */
  counting: Pick<Ports, 'table' | 'clock'>;
};

/**
 * Lets in what comes from CloudFront: the API's own address is no way around what stands before it. Who sends another
 * secret is CloudFront with one that we do not know, which refuses everybody: that is counted.
 */
export const behindCloudFront = (origin: string, app: Pick<Hono, 'fetch'>): Hono =>
  new Hono().all('*', ({ req }) => {
    const told = req.header(ORIGIN_HEADER) ?? '';
    if (isSame(told, origin)) return app.fetch(req.raw);
    if (told !== '') tellMismatch();
    return problemAnswer(forbidden());
  });

/** The API of what one function answers, as much of it as was asked for; it describes all of it. */
export const growingApi = (concern: Concern, api: ApiPorts): Pick<Hono, 'fetch'> => {
  const whole = async () => (await import('../routes.ts')).ROUTES;
  const made = new Map<Load, Promise<Hono>>();
  const make = async (load: Load) => {
    const routes = (await load()).filter((route) => concernOf(route) === concern);
    return apiOf(routes, api, whole);
  };
  return {
    fetch: async (request) => {
      const load = loaderFor(concern, new URL(request.url).pathname.replace(/^\/api/, ''));
      const app = made.get(load) ?? make(load);
      made.set(load, app);
      return (await app).fetch(request);
    },
  };
};

const connect = async (
  concern: Concern,
  { environment: read, report }: Surroundings,
  own: (connected: Connected) => OwnPorts,
) => {
  const [environment, ports] = [read(), portsOfEnvironment()];
  const settings = lambdaSettings(environment.FEEDWRIGHT_API);
  const { origin, key } = await apiSecrets(settings, ports);
  const { counting, ...others } = own({
    environment,
    settings,
    ports,
    verify: verifierFor(settings.provider),
  });
  const tally = talliesOn(counting);
  const app = growingApi(concern, {
    ...others,
    addressOf: ({ headers }) => networkOf(headers.get(ADDRESS_HEADER) ?? ''),
    ...{ report, key, hintsAt: settings.hintsAt, alarms: settings.alarms },
    measure: (answer) => {
      if (ports.monitoring === 'whole') tellAnswer(answer);
      return tally(answer);
    },
  });
  return handle(behindCloudFront(origin, app));
};

type Handler = (event: LambdaEvent, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/** The gateway's own name, by which nobody asks: nothing of an answer may depend on it. */
const ofNoHost = (event: LambdaEvent): LambdaEvent =>
  ({ ...event, requestContext: { ...event.requestContext, domainName: 'api' } }) as LambdaEvent;

/** A Lambda handler that answers what concerns these behind CloudFront; connected at the first request. */
export const answering = (
  concern: Concern,
  surroundings: Surroundings,
  own: (connected: Connected) => OwnPorts,
): Handler => {
  let connected: ReturnType<typeof connect> | undefined;
  return async (event, context) => {
    connected ??= connect(concern, surroundings, own);
    const answer = await connected.catch((error) => {
      connected = undefined;
      throw error;
    });
    return (await answer(ofNoHost(event), {
      ...context,
      clientContext: undefined,
    })) as APIGatewayProxyStructuredResultV2;
  };
};
