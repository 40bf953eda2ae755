import { FTPError } from 'basic-ftp';
import { AuthRefused, PipelineError, TransientFailure, UploadError } from '#shared/errors.ts';
import { withoutSecret } from '#shared/masking.ts';

/** Hosts have been seen to answer with a megabyte. */
const LONGEST_REPLY = 300;

/** 332 asks for an account and 430 calls the name wrong, where most say 530. */
const NOT_LOGGED_IN = [332, 430, 530];
/** 452 is a passing trouble by its number, but a full disk waits for its owner. */
const DISK_FULL = 452;

/** ProFTPD answers "530 … maximum number of clients …" where others say 421. */
const CROWDED = /maximum|too many/i;

/** Node's codes of a certificate that does not hold. */
const CERTIFICATE = /^(CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|ERR_TLS_)/;

const replyClass = ({ code, message }: FTPError) => {
  if (NOT_LOGGED_IN.includes(code)) return CROWDED.test(message) ? TransientFailure : AuthRefused;
  return code < 500 && code !== DISK_FULL ? TransientFailure : UploadError;
};

const failureClass = (error: Error & { code?: unknown }) => {
  if (error instanceof FTPError) return replyClass(error);
  return CERTIFICATE.test(String(error.code)) ? UploadError : TransientFailure;
};

/**
 * What went wrong with a host, by its retry class. The original error is not kept as cause: hosts echo
 * what they were sent, and a log would show the password.
 */
export const ftpFailure = (thrown: unknown, server: string, password: string): PipelineError => {
  if (thrown instanceof PipelineError) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const said = withoutSecret(error.message, password).slice(0, LONGEST_REPLY);
  return new (failureClass(error))(`${server} says: ${said}`, { stage: 'deliver', details: { server } });
};
