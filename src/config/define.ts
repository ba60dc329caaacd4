import type { Config } from './settings.ts';

/**
 * Gives completion and type checks to a configuration that is code; returns it unchanged.
 *
 * @example
 * ```ts
 * // contextor.config.ts
 * import { defineConfig } from 'contextor';
 *
 * export default defineConfig({ src: 'docs', profile: 'balanced' });
 * ```
 */
export function defineConfig<const C extends Config>(config: C): C {
  return config;
}
