import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUDGET_BYTES, bundleSize } from '../../infra/bundle-sizes.ts';
import { FUNCTION_NAMES, FUNCTIONS } from '../../infra/functions.ts';
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
