import { fileURLToPath } from 'node:url';
import type { Config } from '../config/settings.ts';
import { addToSite, summaryOf } from './add-to-site.ts';

/** The part of Astro's configuration that is read. */
export interface AstroConfig {
  root: URL;
  site?: string | undefined;
  base: string;
}

/** An integration, as Astro takes it. */
export interface AstroIntegration {
  name: 'contextor';
  hooks: {
    'astro:config:done': (setup: { config: AstroConfig }) => void;
    'astro:build:done': (built: {
      dir: URL;
      logger: { info(message: string): void };
    }) => Promise<void>;
  };
}

/**
 * Adds Markdown twins, `llms.txt` and skills when Astro (with or without Starlight) has built the site.
 *
 * @param options settings; they win over the configuration file. Default of `src`: `src/content/docs`
 * @example
 * // astro.config.mjs
 * import { contextor } from 'contextor/astro';
 * export default defineConfig({ integrations: [starlight({ title: 'Acme' }), contextor()] });
 */
export function contextor(options: Config = {}): AstroIntegration {
  let site: AstroConfig | undefined;
  return {
    name: 'contextor',
    hooks: {
      'astro:config:done': ({ config }) => {
        site = config;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const { root, site: address, base } = site!;
        const path = base.replace(/\/+$/, '');
        const result = await addToSite({
          cwd: fileURLToPath(root),
          folder: fileURLToPath(dir),
          found: { src: 'src/content/docs', dialect: 'starlight' },
          options,
          ...(address !== undefined && { base: new URL(base, address).href.replace(/\/+$/, '') }),
          ...(address === undefined && path !== '' && { path }),
        });
        logger.info(summaryOf(result));
      },
    },
  };
}
