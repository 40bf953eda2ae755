declare module 'dynalite' {
  import type { Server } from 'node:http';
  /** Milliseconds; without a path the table lives in memory. */
  const dynalite: (options: { createTableMs?: number; path?: string }) => Server;
  export default dynalite;
}
