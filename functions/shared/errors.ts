/** What an error of the pipeline is asked to say of itself (S0-55). */
export interface ErrorDetails {
  stage: string;
  details?: Record<string, unknown>;
  cause?: unknown;
}

/**
 * The root of the pipeline's errors. The `name` of each is its retry class: state machines retry and
 * catch by it, and a test holds both lists together.
 */
export class PipelineError extends Error {
  override name = 'PipelineError';
  readonly stage: string;
  readonly details: Record<string, unknown>;

  constructor(message: string, { stage, details = {}, cause }: ErrorDetails) {
    super(message, { cause });
    this.stage = stage;
    this.details = details;
  }

  /** The shape of S0-56, for records and logs. */
  toJSON() {
    return {
      error_type: this.name,
      message: this.message,
      stage: this.stage,
      details: this.details,
      original_exception: this.cause === undefined ? null : String(this.cause),
    };
  }
}

/** Somebody else's passing trouble: the machine tries again with back-off. */
export class TransientFailure extends PipelineError {
  override readonly name = 'TransientFailure';
}

/** The dealer's live file is moved aside and could not be put back: its URL serves nothing until that is done. */
export class LiveFileMissing extends TransientFailure {}

/** Another execution holds the dealer's lease: the machine waits its turn. */
export class LeaseBusy extends PipelineError {
  override readonly name = 'LeaseBusy';
}

/** A person has withdrawn machines since the delivery chose its feed: it must not bring them, and chooses again. */
export class WithdrawnMeanwhile extends PipelineError {
  override readonly name = 'WithdrawnMeanwhile';
}

/** The FTP host refuses the dealer's credentials: this dealer halts until a person has looked. */
export class AuthRefused extends PipelineError {
  override readonly name = 'AuthRefused';
}

/** The environment or a dealer's configuration is wrong; the message says what to set. */
export class ConfigurationError extends PipelineError {
  override readonly name = 'ConfigurationError';
}

/** A service outside will never answer this call: no right to, or the request is wrong. The message says which. */
export class ServiceRefused extends PipelineError {
  override readonly name = 'ServiceRefused';
}

export class ExtractionError extends PipelineError {
  override readonly name = 'ExtractionError';
}
export class MatchingError extends PipelineError {
  override readonly name = 'MatchingError';
}
export class ValidationError extends PipelineError {
  override readonly name = 'ValidationError';
}
export class GenerationError extends PipelineError {
  override readonly name = 'GenerationError';
}
export class UploadError extends PipelineError {
  override readonly name = 'UploadError';
}

export class VerdictError extends PipelineError {
  override readonly name = 'VerdictError';
}

type StageError = new (message: string, details: ErrorDetails) => PipelineError;

/** What a stage throws when its own work fails in a way nobody foresaw. */
export const STAGE_ERRORS: Record<string, StageError> = {
  extract: ExtractionError,
  'read-pages': ExtractionError,
  assemble: ExtractionError,
  catalogue: ExtractionError,
  match: MatchingError,
  validate: ValidationError,
  generate: GenerationError,
  deliver: UploadError,
  verdict: VerdictError,
};

/** What AWS's own services and the network throw when trying again helps. */
const PASSING = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ModelErrorException',
  'ModelNotReadyException',
  'ModelTimeoutException',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailableException',
  'SlowDown',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'TimeoutError',
  'TooManyRequestsException',
]);

interface ServiceFault {
  name?: string;
  code?: string;
  $fault?: string;
  $retryable?: object;
  cause?: unknown;
}

/** True for trouble that trying again helps. Libraries wrap the SDK's errors, so causes are asked too. */
export const isPassing = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { name = '', code = '', $fault, $retryable, cause } = error as ServiceFault;
  return (
    PASSING.has(name) ||
    PASSING.has(code) ||
    $fault === 'server' ||
    $retryable !== undefined ||
    isPassing(cause)
  );
};

/** What KMS's own errors are called, and those of the services that ask it for us. */
const ENCRYPTION_FAILURE = /^(?:KMS|Kms|DecryptionFailure|EncryptionFailure|InaccessibleEncryption)/;

/** True where a key refused, or is disabled or gone: what it encrypts cannot be read or written. */
export const isEncryptionFailure = (error: unknown): boolean =>
  error instanceof Error && (ENCRYPTION_FAILURE.test(error.name) || isEncryptionFailure(error.cause));

/**
 * An error as the machine should see it: the pipeline's own pass, a service's or the network's passing
 * trouble is tried again, all else becomes the stage's error.
 */
export const asStageError = (stage: string, error: unknown): PipelineError => {
  if (error instanceof PipelineError) return error;
  if (isPassing(error)) return new TransientFailure(String(error), { stage, cause: error });
  const Kind = STAGE_ERRORS[stage] ?? PipelineError;
  return new Kind(error instanceof Error ? error.message : String(error), { stage, cause: error });
};
