import * as z from 'zod';
import { channelPart } from '#contracts/channel.ts';
import type { Dealer } from '#contracts/dealer.ts';
import type { Ports } from '#shared/ports.ts';

type ProofPorts = Pick<Ports, 'artefacts' | 'table'>;

/** Which pictures were seen at their URLs, below which address. */
const PictureProofs = z.strictObject({ baseUrl: z.string(), names: z.array(z.string()) });

const keyOf = ({ id }: Dealer, { table: { channel } }: ProofPorts) =>
  `deliveries/${id}${channelPart(channel, '/')}/pictures.json`;

const proofsOf = async (dealer: Dealer, ports: ProofPorts) => {
  const key = keyOf(dealer, ports);
  if (!(await ports.artefacts.head(key))) return null;
  return PictureProofs.parse(JSON.parse(Buffer.from(await ports.artefacts.read(key)).toString()));
};

/** Names of the pictures that the dealer's web host was seen to serve. Another address has to prove all anew. */
export const provenPictures = async (dealer: Dealer, ports: ProofPorts): Promise<Set<string>> => {
  const proofs = await proofsOf(dealer, ports);
  return new Set(proofs?.baseUrl === dealer.pictures.baseUrl ? proofs.names : []);
};

/** Remembers what was seen; a picture that no feed names any more is forgotten. */
export const keepProofs = async (dealer: Dealer, names: Set<string>, ports: ProofPorts): Promise<void> => {
  const proofs = { baseUrl: dealer.pictures.baseUrl, names: [...names].sort() };
  await ports.artefacts.write(keyOf(dealer, ports), JSON.stringify(proofs), 'application/json');
};
