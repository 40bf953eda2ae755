import { expect, test } from 'vitest';
import { putDealer } from '#shared/dealers.ts';
import { lintTemplates } from '../cfn-lint.ts';
import type { Chapter } from '../world.ts';

let findings: Promise<string[]>;

export const deploy: Chapter = (world) => {
  test('bootstrap makes an account ready', async () => {
    await world.cdk.bootstrap();
  });

  test('synth makes the templates of all environments', async () => {
    // Half a minute of another process's time, while the stack works.
    findings = lintTemplates(await world.cdk.synthesised(), world.environment.AWS_REGION);
  });

  test('deploy makes the stack, which says where its stores are', async () => {
    await world.deploy('first');
    expect((await putDealer(world.dealer(), world.ports(), { fromFile: false })).previous).toBeNull();
  });
};

export const templates: Chapter = () => {
  test('cfn-lint finds nothing in the templates of all environments', async () => {
    expect(await findings).toEqual([]);
  });
};
