import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { convertFile } from '../../../src/cli/init/convert/index.ts';
import { folderWith } from '../run-cli.ts';

function convert(name: string, content: string | object) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return convertFile(join(folderWith({ [name]: text }), name));
}

describe('convertFile', () => {
  test('the project JSON of the Python contextor', async () => {
    const conversion = await convert('project.json', {
      settings: {
        title: 'Docs',
        project: '/acme/docs',
        docsRepoUrl: 'https://github.com/acme/docs',
        folders: ['website/docs'],
        excludeFolders: ['archive', 'website/docs/old'],
        excludeFiles: ['CHANGELOG.md'],
        branch: 'main',
        topics: ['acme'],
        profile: 'compact',
        transforms: {
          mdx_components: { Hint: 'alert' },
          code_block_rules: { preserve_languages: ['sql'], max_lines: 40 },
          link_rules: { base_url: 'https://acme.dev', preserve_anchors: true },
        },
        secret: 1,
      },
      tags: ['docs'],
    });
    expect(conversion).toEqual({
      config: {
        title: 'Docs',
        repo: 'https://github.com/acme/docs',
        src: 'website/docs',
        exclude: ['**/archive/**', 'old/**', '**/CHANGELOG.md'],
        ref: 'main',
        topics: ['acme', 'docs'],
        profile: 'compact',
        components: { Hint: 'alert' },
        compress: { keepLanguages: ['sql'], maxCodeLines: 40 },
        baseUrl: 'https://acme.dev',
      },
      unmatched: [
        { key: 'settings.transforms.link_rules.preserve_anchors', note: 'anchors are always kept' },
        { key: 'settings.secret', note: 'no counterpart' },
      ],
    });
  });

  test('the tables of a pyproject.toml', async () => {
    const { config, unmatched } = await convert(
      'pyproject.toml',
      `[tool.contextor.performance]
max_workers = "auto"
batch_size = 20
memory_limit_mb = 256
use_process_pool = true
[tool.contextor.transforms]
parallel_transforms = false
cpu_intensive_threshold = 5000
[tool.contextor.cache]
kind = "disk"
`,
    );
    expect(config).toEqual({
      maxWorkers: 'auto',
      batchSize: 20,
      memoryLimitMb: 256,
      executor: 'processes',
      parallelTransforms: false,
      cpuIntensiveThreshold: 5000,
    });
    expect(unmatched).toEqual([{ key: 'cache', note: 'no counterpart' }]);
  });

  test('context7.json', async () => {
    const { config, unmatched } = await convert('context7.json', {
      $schema: 'https://context7.com/schema/context7.json',
      projectTitle: 'Acme',
      description: 'The Acme docs.',
      folders: ['docs', 'guides/'],
      excludeFolders: ['node_modules'],
      rules: ['Use hooks.'],
    });
    expect(config).toEqual({
      title: 'Acme',
      description: 'The Acme docs.',
      src: '.',
      include: ['docs/**/*.{md,mdx,markdown,mdoc}', 'guides/**/*.{md,mdx,markdown,mdoc}'],
      exclude: ['**/node_modules/**'],
    });
    expect(unmatched.map(({ key }) => key)).toEqual(['rules']);
  });

  test('the options of docusaurus-plugin-llms, without running the file', async () => {
    const { config, unmatched } = await convert(
      'docusaurus.config.ts',
      `import type { Config } from '@docusaurus/types';
import missing from 'not-installed';
const config: Config = {
  plugins: [missing, ['docusaurus-plugin-llms', {
    docsDir: 'documentation',
    generateLLMsFullTxt: false,
    ignoreFiles: ['advanced/*'],
    includeBlog: true,
    customLLMFiles: [{ filename: 'llms-api.txt', includePatterns: ['api/**'], fullContent: true }],
  }]],
};
export default config;
`,
    );
    expect(config).toEqual({
      llmsTxt: true,
      llmsFullTxt: false,
      src: 'documentation',
      exclude: ['advanced/*'],
      bundles: { 'llms-api': { include: ['api/**'] } },
    });
    expect(unmatched).toEqual([{ key: 'includeBlog', note: 'no counterpart' }]);
  });

  test('options that stand in a constant', async () => {
    const { config } = await convert(
      'docusaurus.config.ts',
      `const options = { docsDir: 'manual', title: process.env.TITLE };
export default { plugins: [['docusaurus-plugin-llms', options]] };
`,
    );
    expect(config).toMatchObject({ src: 'manual' });
  });

  test('the options of vitepress-plugin-llms', async () => {
    const { config } = await convert(
      'config.mts',
      `import { defineConfig } from 'vitepress';
import llmstxt from 'vitepress-plugin-llms';
export default defineConfig({
  vite: { plugins: [llmstxt({ domain: 'https://acme.dev', ignoreFiles: ['meta/*'] })] },
});
`,
    );
    expect(config).toEqual({
      llmsTxt: true,
      llmsFullTxt: true,
      baseUrl: 'https://acme.dev',
      exclude: ['meta/*'],
    });
  });

  test.each([
    ['project.json', '{}', /not a configuration that init can convert/],
    ['project.json', '{', /does not parse/],
    ['other.txt', '', /not a configuration that init can convert/],
    ['vite.config.ts', 'export default {}', /not a configuration that init can convert/],
    [
      'vite.config.ts',
      "import llms from 'vitepress-plugin-llms'; export default {",
      /does not parse/,
    ],
  ])('refuses %s holding %j', async (name, text, message) => {
    await expect(convert(name, text)).rejects.toMatchObject({
      code: 'INIT_FROM',
      message: expect.stringMatching(message),
    });
  });

  test('refuses a file that is not there', async () => {
    await expect(convertFile('nowhere/context7.json')).rejects.toMatchObject({ code: 'INIT_FROM' });
  });
});
