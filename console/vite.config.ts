import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';

/** Beside the feeds of a site there is one folder of ours: no feed's path can be one of the console's. */
export const BASE = '/console/';

const MAIN = join(import.meta.dirname, 'src/main.tsx');

/** What `begin.ts` takes, and others too: it waits for nothing else. */
const FIRST =
  /console.src.(?:api.client|messages.(?:languages|said-here)|session.session|theme|kept)\.ts|functions.messages.message\.ts/;

const headTag = (rel: string, file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel, crossorigin: true, href: `${BASE}${file}` },
  injectTo: 'head',
});

/** The page names what it goes on with: `begin.ts` runs without it, and would be the first to ask for it. */
const namesMain = (): Plugin => ({
  name: 'names-main',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) =>
      Object.values(bundle).flatMap((chunk) => {
        if (chunk.type !== 'chunk' || chunk.facadeModuleId !== MAIN) return [];
        const scripts = [chunk.fileName, ...chunk.imports].filter((file) => !html.includes(file));
        return [
          ...scripts.map((file) => headTag('modulepreload', file)),
          ...[...(chunk.viteMetadata?.importedCss ?? [])].map((file) => headTag('stylesheet', file)),
        ];
      }),
  },
});

export default defineConfig({
  root: import.meta.dirname,
  base: BASE,
  plugins: [react(), namesMain()],
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
    rolldownOptions: {
      output: {
        // Few files: each is a way to the host and back, and a browser goes six at once.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules.(?:react|react-dom|scheduler|@tanstack(?!.*virtual))\W/ },
            { name: 'first', test: FIRST },
            { name: 'shared', test: /console.src.(?:api|shell|parts.(?!list-table))\b/, minShareCount: 4 },
          ],
        },
      },
    },
  },
});
