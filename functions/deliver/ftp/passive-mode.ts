import { type Client, enterPassiveModeIPv6, type FTPContext, FTPError } from 'basic-ftp';
import { connectForPassiveTransfer, parsePasvResponse } from 'basic-ftp/dist/transfer.js';
import { watchDataConnection } from './certificate.ts';

type Enter = (ftp: FTPContext) => ReturnType<Client['prepareTransfer']>;

/**
 * The address in the answer is not followed, as curl does not: hosts behind NAT name their private one, and
 * a hostile host could name any machine of ours. The data goes where the control connection goes.
 */
const enterPasv: Enter = async (ftp) => {
  const answer = await ftp.request('PASV');
  const { port } = parsePasvResponse(answer.message);
  await connectForPassiveTransfer(ftp.socket.remoteAddress ?? '', port, ftp);
  return answer;
};

/** EPSV where the host knows it, else PASV from then on. */
export const passiveMode = (pinnedCertificate: string | undefined): Enter => {
  let enter: Enter = enterPassiveModeIPv6;
  const enterKnown: Enter = (ftp) =>
    enter(ftp).catch((error) => {
      if (!(error instanceof FTPError) || enter === enterPasv) throw error;
      enter = enterPasv;
      return enter(ftp);
    });
  return async (ftp) => {
    const answer = await enterKnown(ftp);
    watchDataConnection(ftp, pinnedCertificate);
    return answer;
  };
};
