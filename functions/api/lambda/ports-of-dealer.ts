import type { DealerSession } from '#shared/aws/dealer-sessions.ts';
import { ServiceRefused } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';
import { remembered } from '#shared/remembered.ts';
import { AccessDenied } from '#shared/table/walled-table.ts';
import { walledPorts } from '../walls.ts';

const MOST_DEALERS = 200;

const refusing = (service: string) => async (): Promise<never> => {
  throw new ServiceRefused('Who answers dealers pays for nothing', { stage: service });
};

/** Services that are paid for by use: a preview goes on without them, as where they are down. */
const unpaid = ({ languageModel, embeddings }: Ports): Partial<Ports> => ({
  analysis: { analyzeTables: refusing('textract') },
  languageModel: { ...languageModel, ask: refusing(languageModel.model) },
  embeddings: { ...embeddings, embed: refusing(embeddings.model) },
});

/** The ports of one dealer, behind both walls: IAM's, and that of the code. */
export const portsOfDealer = (ports: Ports, sessions: { dealer(dealerId: string): DealerSession }) => {
  const kept = remembered<Ports>('dealer-ports', MOST_DEALERS);
  return (dealerId: string | null): Ports => {
    if (dealerId === null) throw new AccessDenied('What concerns all is another function’s');
    const { tables, stores } = sessions.dealer(dealerId);
    const own =
      kept.get(dealerId) ?? walledPorts({ ...ports, ...unpaid(ports), ...stores }, tables, dealerId);
    kept.set(dealerId, own);
    return own;
  };
};
