#!/usr/bin/env node
import { run } from './setup.mjs';

run('cli/main.ts', process.argv.slice(2));
