import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { surveyProject } from '../../src/cli/survey/survey.ts';
import { runCli } from '../cli/run-cli.ts';
import { hashOf, scratch } from './build.ts';

const projects = resolve(process.env.CONTEXTOR_PROJECTS ?? '../shared/projects');

interface Truth {
  src: string;
  title?: string;
  baseUrl: string;
  locales?: readonly string[];
}

/** Written by hand from each site's own configuration. */
const truths: Readonly<Record<string, Truth>> = {
  'astro-docs': {
    src: 'src/content/docs',
    title: 'Docs',
    baseUrl: 'https://docs.astro.build',
    locales: 'en de pt-BR es zh-CN zh-TW fr hi ar ja ko pl ru it'.split(' '),
  },
  hugo: { src: 'content/en', title: 'Hugo', baseUrl: 'https://gohugo.io' },
  // The configuration gives no title, and the package is named after what it is for.
  markdoc: { src: 'pages', baseUrl: 'https://markdoc.dev' },
  mcp: {
    src: 'docs',
    title: 'Model Context Protocol',
    baseUrl: 'https://modelcontextprotocol.io',
  },
  'mkdocs-material': {
    src: 'docs',
    title: 'Material for MkDocs',
    baseUrl: 'https://squidfunk.github.io/mkdocs-material',
  },
  'nuxt-content': {
    src: 'docs/content',
    title: 'Nuxt Content',
    baseUrl: 'https://content.nuxt.com',
  },
  'react-native': { src: 'docs', title: 'React Native', baseUrl: 'https://reactnative.dev' },
  tauri: {
    src: 'src/content/docs',
    title: 'Tauri',
    baseUrl: 'https://v2.tauri.app',
    locales: ['en', 'fr', 'es', 'zh-cn'],
  },
  vite: { src: 'docs', title: 'Vite', baseUrl: 'https://vite.dev' },
  vue: { src: 'src', title: 'Vue.js', baseUrl: 'https://vuejs.org' },
};

describe.skipIf(!existsSync(projects))('a project as it is', () => {
  const { folder, remove } = scratch();
  afterAll(remove);

  describe.each(Object.entries(truths))('%s', (name, { locales = [], ...truth }) => {
    test('the survey finds source, title, address and locales', () => {
      const [site] = surveyProject(join(projects, name)).sites;
      expect({
        src: site?.src.value,
        title: site?.title?.value,
        baseUrl: site?.baseUrl?.value,
        locales: site?.locales,
      }).toEqual({ ...truth, locales });
    });

    test('init --yes writes them, and a build without a configuration gives the same output', () => {
      const cwd = join(folder, name);
      cpSync(join(projects, name), cwd, { recursive: true });
      const bare = runCli(['build', '--no-cache', '--out', '../bare'], { cwd });
      expect(bare.code, bare.stderr).toBe(0);
      expect(runCli(['init', '--yes'], { cwd }).code).toBe(0);
      const written = parse(readFileSync(join(cwd, 'contextor.config.yaml'), 'utf8'));
      expect(written).toMatchObject(truth);
      const configured = runCli(['build', '--no-cache', '--out', '../configured'], { cwd });
      expect(configured.code, configured.stderr).toBe(0);
      expect(hashOf(join(folder, 'configured'))).toBe(hashOf(join(folder, 'bare')));
      for (const out of ['bare', 'configured', name])
        rmSync(join(folder, out), { recursive: true });
    });
  });
});
