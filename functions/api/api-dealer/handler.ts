import { Logger } from '@aws-lambda-powertools/logger';
import { memberSeen } from '#desk/members/members.ts';
import { sessionsOf } from '#shared/aws/dealer-sessions.ts';
import { parseEnvironment } from '#shared/environment.ts';
import { maskForLog } from '#shared/masking.ts';
import { repositories } from '#shared/table/repositories.ts';
import { callerIn } from '../identity/callers.ts';
import { endOf } from '../lambda/await-command.ts';
import { downloadsBy } from '../lambda/downloads.ts';
import { answering, type Connected, type OwnPorts } from '../lambda/gateway.ts';
import { portsOfDealer } from '../lambda/ports-of-dealer.ts';
import { uploadsBy } from '../lambda/uploads.ts';
import { counterOn } from '../limits.ts';

const logger = new Logger({ serviceName: 'api.dealer', jsonReplacerFn: maskForLog });

const ownPorts = ({ environment, settings: { roles }, ports, verify }: Connected): OwnPorts => {
  if (!roles) throw new Error('The dealers’ function has no roles to become');
  const sessions = sessionsOf(roles, environment);
  const asking = { table: repositories(sessions.callers()), clock: ports.clock };
  const portsOf = portsOfDealer(ports, sessions);
  const doors = { verify, memberFor: memberSeen };
  return {
    identify: (request, dealerId) => callerIn(request, dealerId, doors, asking),
    portsFor: (_, dealerId) => portsOf(dealerId),
    counter: counterOn(asking),
    counting: asking,
    begin: (command, late) => endOf(command, late, portsOf(command.dealerId)),
    uploads: uploadsBy(sessions, environment),
    downloadsFor: downloadsBy(sessions, environment, ports.clock),
  };
};

export const handler = answering(
  'one dealer',
  {
    environment: () => parseEnvironment(process.env),
    report: (error, where) => logger.error('not answered', { ...where, error }),
  },
  ownPorts,
);
