import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Beside the feeds of a site there is one folder of ours: no feed's path can be one of the console's. */
export const BASE = '/console/';

export default defineConfig({
  root: import.meta.dirname,
  base: BASE,
  plugins: [react()],
  // On-call reads what the runbook says, as text.
  resolve: {
    alias: [{ find: /^runbook\.md/, replacement: join(import.meta.dirname, '../infra/runbook.md') }],
  },
  build: {
    target: 'es2022',
    // A picture or a script in an address of its own bytes is nothing a strict policy lets in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    reportCompressedSize: false,
  },
});
