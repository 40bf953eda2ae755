#!/usr/bin/env node
import { run } from './setup.mjs';

run('infra/local/cli.ts', process.argv.slice(2));
