import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { surveyProject } from '../../src/cli/survey/survey.ts';
import { checkAgents } from './agents.ts';
import { type Built, buildProject, hashOf, run, scratch, type Where } from './build.ts';
import { checkFigures, checkPicture } from './figures.ts';
import { checkAddresses, checkLinks, checkStated, readBuilt } from './site.ts';
import { checkWarnings } from './warnings.ts';

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

/** The project of the picture in the README. */
const pictured = 'vue';

const isNightly = process.env.CONTEXTOR_TREES === 'all';

/** At each change the packed command builds one project, in threads; nightly all. */
const whereOf = (name: string): Where => (name === pictured || isNightly ? 'process' : 'here');

/** Built nightly: it takes as long as half of the others, and another one is of its framework. */
const largest = 'astro-docs';
const built = Object.entries(truths).filter(([name]) => isNightly || name !== largest);

/** Each is built once as it is, and everything is checked on what comes of it. */
describe.skipIf(!existsSync(projects))('a project as it is', () => {
  vi.setConfig({ testTimeout: 900_000 });
  const { folder, remove } = scratch();
  afterAll(remove);
  const verdicts: string[] = [];

  test.each(Object.entries(truths))(
    'the survey of %s finds source, title, address and locales',
    async (name, { locales = [], ...truth }) => {
      const [site] = (await surveyProject(join(projects, name))).sites;
      expect({
        src: site?.src.value,
        title: site?.title?.value,
        baseUrl: site?.baseUrl?.value,
        locales: site?.locales,
      }).toEqual({ ...truth, locales });
    },
  );

  describe.each(built)('%s', (name, { locales = [], ...truth }) => {
    const cwd = join(folder, name);
    const out = `../${name}-bare`;
    let bare: Built;
    let pages: ReturnType<typeof readBuilt>;
    const where = whereOf(name);
    beforeAll(async () => {
      cpSync(join(projects, name), cwd, { recursive: true });
      // Here its cache goes.
      mkdirSync(join(cwd, 'node_modules'), { recursive: true });
      bare = await buildProject(cwd, out, where, ...(where === 'here' ? ['--no-parallel'] : []));
      pages = readBuilt(name, cwd, bare.out);
    });

    test('every page has the address that the rule of its framework gives', () => {
      checkAddresses(pages);
    });

    test('at least 20 pages have the addresses that links of the site itself name', () => {
      checkStated(name, cwd, pages);
    });

    test('every link that the site resolves to a page leads to its output', () => {
      checkLinks(name, pages);
    });

    test('every warning that was judged true is told', () => {
      verdicts.push(...checkWarnings(name, bare.messages));
    });

    test('the figures of the pages are those of the build', () => {
      const figures = { documents: bare.documents.processed, ...bare.tokens };
      checkFigures(name, figures);
      if (name === pictured) checkPicture(figures);
    });

    test('init --yes writes them, and by what it writes nothing of the output is made anew', async () => {
      expect((await run(['init', '--yes'], cwd, where)).code).toBe(0);
      const written = parse(readFileSync(join(cwd, 'contextor.config.yaml'), 'utf8'));
      expect(written).toMatchObject(truth);
      // What the cache knows was made by the same settings: others would make it anew.
      const { processed } = bare.documents;
      const documents = { written: 0, failed: 0, unchanged: processed, processed };
      const before = hashOf(bare.out, '.mdc');
      await checkAgents(cwd, { ...written, out }, where, documents);
      expect(hashOf(bare.out, '.mdc')).toBe(before);
    });
  });

  test('of the judged warnings, at least 95 in a hundred are true', () => {
    const wrong = verdicts.filter((verdict) => verdict === 'false');
    expect(verdicts.length).toBeGreaterThan(isNightly ? 200 : 140);
    expect(wrong.length / verdicts.length).toBeLessThanOrEqual(0.05);
  });
});
