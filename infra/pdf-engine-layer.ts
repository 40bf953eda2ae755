import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FileSystem } from 'aws-cdk-lib';
import { Architecture, Code, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** Below `/opt`; Lambda's NODE_PATH makes it a place where packages are looked for. */
const PACKAGE_FOLDER = 'nodejs/node_modules/@embedpdf/pdfium';
const WASM = 'dist/pdfium.wasm';
/** The engine and the notices its licences ask to travel with it. */
const FILES = ['package.json', 'LICENSE', 'LICENSE.pdfium', WASM];

/** The engine's file as npm installed it. */
export const installedWasm = (): string =>
  createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');

const assemble = (): string => {
  const root = FileSystem.mkdtemp('pdf-engine-');
  const installed = join(dirname(installedWasm()), '..');
  for (const file of FILES) {
    const copy = join(root, PACKAGE_FOLDER, file);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(installed, file), copy);
  }
  return root;
};

/** PDFium as a layer, put together at synth from the installed package: see layers/pdf-engine/README.md. */
export const pdfEngineLayer = (scope: Construct): LayerVersion =>
  new LayerVersion(scope, 'PdfEngine', {
    description: 'PDFium as WebAssembly, for the functions that read PDF pages',
    code: Code.fromAsset(assemble()),
    compatibleArchitectures: [Architecture.ARM_64],
  });
