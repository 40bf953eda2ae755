import { type BundlingOptions, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';

/**
 * CommonJS packages inside an ES module still call `require`. The import is renamed because modules of ours
 * import `createRequire` too, and a bundle has one scope.
 */
const REQUIRE_BANNER =
  "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);";

/** How a handler and all it imports become one file. */
export const BUNDLING = {
  format: OutputFormat.ESM,
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourceMap: true,
  sourceMapMode: SourceMapMode.EXTERNAL,
  sourcesContent: false,
  banner: REQUIRE_BANNER,
  // The SDK that was tested is the SDK that runs; the runtime's own changes without a deploy.
  bundleAwsSDK: true,
} satisfies BundlingOptions;
