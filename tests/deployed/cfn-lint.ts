import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pythonEnvironment } from './tools.ts';

/** W3005, a dependency named twice: the CDK writes those by itself. */
const IGNORED = 'W3005';

const findingsOf = ({ stdout = '', stderr = '' }: { stdout?: string; stderr?: string }): string[] =>
  `${stdout}${stderr}`.split('\n').filter(Boolean);

/** What cfn-lint finds in the templates of an assembly, a line each. */
export const lintTemplates = async (assembly: string, region: string): Promise<string[]> => {
  const templates = globSync(join(assembly, '*.template.json'));
  const options = ['--format', 'parseable', '--ignore-checks', IGNORED, '--regions', region];
  const linting = promisify(execFile)(
    'python3',
    ['-c', 'from cfnlint.runner import main; main()', ...options, '--', ...templates],
    { env: { ...process.env, ...pythonEnvironment() } },
  );
  return linting.then(findingsOf, findingsOf);
};
