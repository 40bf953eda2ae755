import { Logger } from '@aws-lambda-powertools/logger';
import { type MemberFor, memberFor } from '#desk/members/members.ts';
import { parseEnvironment } from '#shared/environment.ts';
import { maskForLog } from '#shared/masking.ts';
import { callerIn } from '../identity/callers.ts';
import { endOf } from '../lambda/await-command.ts';
import { answering, type Connected, type OwnPorts } from '../lambda/gateway.ts';
import { counterOn } from '../limits.ts';

const logger = new Logger({ serviceName: 'api.operators', jsonReplacerFn: maskForLog });

const nothingOfOneDealer = async (): Promise<never> => {
  throw new Error('What is of one dealer alone is another function’s');
};

const ownPorts = ({ settings: { admins }, ports, verify }: Connected): OwnPorts => {
  const known: MemberFor = (identity, asking) => memberFor(identity, asking, admins);
  return {
    identify: (request, dealerId) => callerIn(request, dealerId, { verify, memberFor: known }, ports),
    portsFor: () => ports,
    counter: counterOn(ports),
    counting: ports,
    begin: (command, late) => endOf(command, late, ports),
    uploads: { addressFor: nothingOfOneDealer },
    downloadsFor: () => ({ addressFor: nothingOfOneDealer }),
  };
};

export const handler = answering(
  'all dealers',
  {
    environment: () => parseEnvironment(process.env),
    report: (error, where) => logger.error('not answered', { ...where, error }),
  },
  ownPorts,
);
