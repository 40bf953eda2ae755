import type { Readable } from 'node:stream';
import type { Dealer } from '#contracts/dealer.ts';
import type { DeliveryWarning } from '#contracts/delivered.ts';
import type { Secrets } from '#shared/ports.ts';

/** A file to bring; `open` gives its bytes anew for every try. */
export interface Content {
  bytes: number;
  sha256: string;
  open(): Promise<Readable>;
}

/** The file on the dealer's host. */
export interface Target {
  path: string;
  /** Whether it may be missing for a moment; asked just before, since an upload takes its time. */
  gapAllowed(): boolean;
}

/**
 * A connection to a dealer's host, closed by `using`. Throws `AuthRefused` for wrong credentials,
 * `TransientFailure` for what another try may heal, `UploadError` for the rest.
 */
export interface Uploader extends Disposable {
  /** Protocol, host and port, as the receipt names them. */
  readonly server: string;
  readonly warnings: DeliveryWarning[];
  /** The names in a folder, which is made where it does not exist. */
  names(folder: string): Promise<Set<string>>;
  /** Puts a file in place, proven byte by byte before it bears its final name; gives what to warn of. */
  put(content: Content, target: Target): Promise<DeliveryWarning[]>;
  remove(path: string): Promise<void>;
}

export type ConnectUploader = (dealer: Dealer, secrets: Secrets) => Promise<Uploader>;
