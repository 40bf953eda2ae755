import type { Readable } from 'node:stream';
import type { Dealer } from '#contracts/dealer.ts';
import type { DeliveryWarning } from '#contracts/delivered.ts';
import type { Ports } from '#shared/ports.ts';

/** A file to bring; `open` gives its bytes anew for every try. */
export interface Content {
  bytes: number;
  sha256: string;
  open(): Promise<Readable>;
}

/** The file on the dealer's host. */
export interface Target {
  path: string;
  /** Names the temporary file: two deliveries never write to the same one. */
  deliveryId: string;
  /** It is brought again wherever it is missing: one that was moved aside need not be put back first. */
  broughtAnew?: true;
  /** Whether it may be missing for a moment; asked just before, since an upload takes its time. */
  gapAllowed(): boolean;
  /** Asked just before the file gets its final name; throws when this delivery may bring it no more. */
  confirm(): Promise<void>;
}

/**
 * A connection to a dealer's host, closed by `using`. Throws `TransientFailure` for what another try may
 * heal, `UploadError` for the rest.
 */
export interface Uploader extends Disposable {
  readonly warnings: DeliveryWarning[];
  /** Whether the connection is lost: nothing more can be brought through it. */
  readonly closed: boolean;
  /** The names in a folder, which is made where it does not exist; none where the host does not say. */
  names(folder: string): Promise<Set<string>>;
  /** Puts a file in place, proven byte by byte before it bears its final name; gives what to warn of. */
  put(content: Content, target: Target): Promise<DeliveryWarning[]>;
  /** Deletes a file; false where this way brings files and deletes none. */
  remove(path: string): Promise<boolean>;
}

/** A dealer's host before anything is asked of it. */
export interface HostAccess {
  /** Protocol, host and port, as the receipt names them. */
  readonly server: string;
  /** Throws `AuthRefused` for wrong credentials, else as the uploader itself. */
  open(): Promise<Uploader>;
}

export type UploadPorts = Pick<Ports, 'secrets' | 'network' | 'site'>;

/** Finds a dealer's host. Throws `ConfigurationError` where what leads to it is missing. */
export type AccessTo = (dealer: Dealer, ports: UploadPorts) => Promise<HostAccess>;
