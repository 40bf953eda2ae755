import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import type { Ports } from '#shared/ports.ts';

type ProofPorts = Pick<Ports, 'artefacts'>;

/** Which pictures were seen at their URLs, below which address. */
const PictureProofs = z.strictObject({ baseUrl: z.string(), names: z.array(z.string()) });

const keyOf = ({ id }: Dealer) => `deliveries/${id}/pictures.json`;

const proofsOf = async (dealer: Dealer, { artefacts }: ProofPorts) => {
  if (!(await artefacts.head(keyOf(dealer)))) return null;
  return PictureProofs.parse(JSON.parse(Buffer.from(await artefacts.read(keyOf(dealer))).toString()));
};

/** Names of the pictures that the dealer's web host was seen to serve. Another address has to prove all anew. */
export const provenPictures = async (dealer: Dealer, ports: ProofPorts): Promise<Set<string>> => {
  const proofs = await proofsOf(dealer, ports);
  return new Set(proofs?.baseUrl === dealer.pictures.baseUrl ? proofs.names : []);
};

/** Remembers what was seen; a picture that no feed names any more is forgotten. */
export const keepProofs = async (
  dealer: Dealer,
  names: Set<string>,
  { artefacts }: ProofPorts,
): Promise<void> => {
  const proofs = { baseUrl: dealer.pictures.baseUrl, names: [...names].sort() };
  await artefacts.write(keyOf(dealer), JSON.stringify(proofs), 'application/json');
};
