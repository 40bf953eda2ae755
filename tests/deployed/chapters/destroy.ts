import { test } from 'vitest';
import type { Chapter } from '../world.ts';

export const destroy: Chapter = (world) => {
  test('destroy leaves no stack', async () => {
    await world.cdk.destroy();
  });
};
