import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import type { AssetCode } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test, vi } from 'vitest';
import { BUDGET_BYTES, bundleSize } from '../../infra/bundle-sizes.ts';
import { codeOf } from '../../infra/bundling.ts';
import { FUNCTION_NAMES, FUNCTIONS, type FunctionName } from '../../infra/functions.ts';
import { installedWasm } from '../../infra/pdf-engine-layer.ts';

describe('the bundle of', () => {
  test.each(
    FUNCTION_NAMES,
  )('%s is within the budget, and holds the PDF engine where the layer is', (name) => {
    const { zippedBytes, packages } = bundleSize(name);
    // More than this is all of its 40 languages: some module says `import { z }` and not `import * as z`.
    expect(packages.get('zod')).toBeLessThan(200 * 1024);
    expect(zippedBytes).toBeLessThan(BUDGET_BYTES);
    expect(packages.has('@embedpdf/pdfium')).toBe(FUNCTIONS[name].readsPdf ?? false);
  });
});

/** Somebody waits for them: what they read before they answer is what takes their time, some 150 ms for a megabyte. */
test.each(['api-dealer', 'api-operators'] as const)('%s starts with little', (name) => {
  const { zippedBytes, bytesAtStart } = bundleSize(name);
  expect(zippedBytes).toBeLessThan(1_500_000);
  expect(bytesAtStart).toBeLessThan(900_000);
});

/** The folder of a function as a deploy uploads it. */
const deployedFolder = (name: FunctionName): string =>
  (codeOf(name, new Stack(new App(), 'deployed')) as AssetCode).path;

describe('an error in a bundle', () => {
  test('is logged with the places of the sources', async () => {
    vi.stubEnv('POWERTOOLS_DEV', 'true');
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { handler } = await import(join(deployedFolder('close-failed'), 'close-failed.mjs'));
    const failure = await handler({ detail: {} }, {}).catch((error: Error) => error);
    const places = /^ {4}at .*functions\/shared\/instrument\.ts:\d+:\d+\)?$/m;
    expect(failure.stack).toMatch(places);
    const { traceback: trace } = JSON.parse(said.mock.calls[0]?.[0]);
    expect(trace).toMatch(places);
    expect(trace).not.toContain('.mjs');
    vi.unstubAllEnvs();
    said.mockRestore();
  });
});

describe('layers/pdf-engine/README.md', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../layers/pdf-engine/README.md'), 'utf8');
  const wasm = readFileSync(installedWasm());

  test('names the installed version, its size and its hash', () => {
    const { version } = createRequire(import.meta.url)(join(installedWasm(), '../../package.json'));
    expect(readme).toContain(`| version | ${version} |`);
    expect(readme).toContain(`| size | ${wasm.length} bytes |`);
    expect(readme).toContain(createHash('sha256').update(wasm).digest('hex'));
  });

  test('names its consumers', () => {
    const consumers = FUNCTION_NAMES.filter((name) => FUNCTIONS[name].readsPdf);
    expect(readme).toContain(`| consumers | ${consumers.map((name) => `\`${name}\``).join(', ')} |`);
  });
});
