#!/usr/bin/env node
// A signpost: `npx` remembers, for each folder, where its program lay when it was first called there, and until
// November 2026 this was it. The program itself is `cli/feedwright.mjs`.
await import(new URL('../../cli/feedwright.mjs', import.meta.url).href);
