/** The part of the library that its own types leave out. */
declare module 'ftp-srv/src/connector/passive.js' {
  export default class PassiveConnector {
    waitForConnection(options?: { timeout?: number; delay?: number }): Promise<unknown>;
  }
}
