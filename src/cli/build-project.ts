import type { Settings } from '../config/settings.ts';
import type { BuildOptions, BuildResult } from '../run/contract.ts';
import { fitEngine } from './engine-settings.ts';

/** Builds in this process, whose engine is set when it is known how much there is to build. */
export async function buildProject(
  settings: Settings,
  { onEvent, ...options }: BuildOptions,
): Promise<BuildResult> {
  const { build } = await import('../build.ts');
  return build(settings, {
    ...options,
    onEvent(event) {
      if (event.type === 'started') fitEngine(event);
      onEvent?.(event);
    },
  });
}
