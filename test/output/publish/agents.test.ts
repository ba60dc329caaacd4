import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'skills-ref';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  type AgentOptions,
  limits,
  pageIndex,
  renderAgentsBlock,
  renderClineRule,
  renderCopilotInstructions,
  renderCursorRule,
  renderSkill,
  renderWindsurfRule,
} from '../../../src/output/publish/agents.ts';
import type { PublishedPage } from '../../../src/output/publish/page.ts';
import { context7 } from '../../../src/output/publish/project-file.ts';
import { skillDescription, skillLimits, skillName } from '../../../src/output/publish/skill.ts';
import { folderWith } from '../../setup/folder.ts';
import fc, { cases } from '../../setup/properties.ts';

const page = (out: string, description = ''): PublishedPage => ({
  ...{ path: out.replace(/\.mdc$/, '.md'), out, title: out, description },
  ...{ topics: [], tokens: 1 },
});
const manyPages = (count: number, name = 'a-page-with-a-name') =>
  Array.from({ length: count }, (_, at) => page(`folder-${at % 20}/${name}-${at}.mdc`, 'Words.'));

const options: AgentOptions = {
  title: 'Acme',
  description: 'All about it.',
  outFolder: '.contextor',
  pages: [page('index.mdc', 'The start.'), page('guide/auth.mdc', 'Keys.'), page('guide/b,c.mdc')],
  sections: [],
  llmsTxt: true,
  globs: [],
};

describe('the index of pages', () => {
  test('has a line a folder, and what pages say while there is room', () => {
    expect(pageIndex({ ...options, budget: 8_000 })).toBe(`index
guide/{auth,"b,c"}

What some of them are about:

- index.mdc: The start.
- guide/auth.mdc: Keys.`);
  });

  test('says where it tells of all', () => {
    const pages = options.pages.slice(0, 2);
    expect(pageIndex({ ...options, pages, budget: 8_000 })).toContain(
      '\n\nWhat they are about:\n\n- ',
    );
  });

  test('names the largest folders with their counts where not all names have room', () => {
    const pages = [
      page('a/one.mdc'),
      ...Array.from({ length: 40 }, (_, at) => page(`b/page-${at}.mdc`)),
    ];
    expect(pageIndex({ pages, sections: [], budget: 60 })).toBe('a/one\nb/: 40 pages');
  });

  test('shortens translations first', () => {
    const names = [
      'guide/one',
      'guide/two',
      'guide/three',
      'fr/guide/first-page',
      'fr/guide/second-page',
      'de/guide/c',
    ];
    const pages = names.map((name) => page(`${name}.mdc`));
    expect(pageIndex({ pages, sections: [], budget: 62 })).toBe(
      'guide/{one,two,three}\nfr/guide/: 2 pages\nde/guide/c',
    );
  });

  test('counts what lies in many small folders together', () => {
    const names = Array.from({ length: 40 }, (_, at) => `rules/rule-${at}/options`);
    const pages = ['rules/index', ...names, 'start'].map((name) => page(`${name}.mdc`));
    expect(pageIndex({ pages, sections: [], budget: 200 })).toBe('rules/: 41 pages\nstart');
  });

  test('lists folders of one page beside the pages of the folder above', () => {
    const pages = ['rules/index', 'rules/a/index', 'rules/b/index', 'x/index', 'x/y'];
    expect(
      pageIndex({ pages: pages.map((name) => page(`${name}.mdc`)), sections: [], budget: 900 }),
    ).toBe('rules/{index,a/index,b/index}\nx/{index,y}');
  });

  test('above 500 pages begins with the sections', () => {
    const pages = manyPages(501);
    const sections = [{ title: 'Guide', paths: pages.slice(0, 100).map(({ path }) => path) }];
    const index = pageIndex({ pages, sections, budget: 8_000 });
    expect(index).toMatch(
      /^Guide \(100 pages\): folder-0\/, folder-1\/, folder-2\/, \.\.\.\n\nfolder-0\/: 26 pages\n/,
    );
    expect(index).toContain('\nfolder-4/{');
    expect(index).toContain('\n- folder-0/a-page-with-a-name-0.mdc: ');
  });

  test('never takes more than its budget', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,9}$/), fc.string({ minLength: 1 }))),
        fc.integer({ min: 100, max: 3_000 }),
        (names, budget) => {
          const pages = names.map(([folder, name]) =>
            page(`${folder}/${name.replaceAll('/', '')}.mdc`, name),
          );
          expect(Buffer.byteLength(pageIndex({ pages, sections: [], budget }))).toBeLessThanOrEqual(
            budget,
          );
        },
      ),
    );
  });
});

describe.each([
  ['AGENTS.md', renderAgentsBlock, limits.block],
  ['Cursor', renderCursorRule, limits.rule],
  ['Copilot', renderCopilotInstructions, limits.rule],
  ['Windsurf', renderWindsurfRule, limits.rule],
  ['Cline', renderClineRule, limits.rule],
  ['a skill', renderSkill, 10_000],
])('what %s gets', (_, render, most) => {
  test.each([3, 100, 400, 500, 501, 3_000])('keeps its limit with %i pages', (count) => {
    const text = render({ ...options, pages: manyPages(count) });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
  });

  test('sends to the cheapest file first, and to the index of all headings only to search it', () => {
    const text = render(options);
    expect(text).toContain('`.contextor/guide/a.mdc`');
    expect(text).toContain('`.contextor/llms.txt`');
    expect(text).toMatch(/search `\.contextor\/index\.jsonl` .* never read it whole/);
    expect(text).toContain('guide/{auth,');
    expect(render({ ...options, llmsTxt: false })).not.toContain('llms.txt');
  });
});

/** The front matter of a text. */
const front = (text: string) => parse(/^---\n([\s\S]*?)\n---\n/.exec(text)![1]!);

test('rules say when they apply', () => {
  const named = { ...options, globs: ['src/engine/**', 'bin/**'] };
  expect(front(renderCursorRule(named))).toMatchObject({
    globs: 'src/engine/**,bin/**',
    alwaysApply: false,
  });
  expect(front(renderCursorRule(options))).not.toHaveProperty('globs');
  expect(front(renderCopilotInstructions(named)).applyTo).toBe('src/engine/**,bin/**');
  expect(front(renderCopilotInstructions(options)).applyTo).toBe('**');
  expect(front(renderWindsurfRule(options)).trigger).toBe('model_decision');
});

describe('skills', () => {
  test.each([
    ['Acme Docs', 'acme-docs'],
    ['  --Vue.js 3--  ', 'vue-js-3'],
    ['Übersicht Café', 'ubersicht-cafe'],
    ['文档', 'docs'],
    ['🎉', 'docs'],
    ['a'.repeat(300), 'a'.repeat(64)],
    [`${'a'.repeat(63)} b`, 'a'.repeat(63)],
  ])('the name of %s is %s', (title, name) => {
    expect(skillName(title)).toBe(name);
  });

  test('the description says what it is and when to use it, cut behind a word', () => {
    const described = skillDescription({ title: 'Acme', description: 'It makes <b>things</b>' });
    expect(described).toBe(
      'Acme: It makes b things /b. Use when you write code with Acme, configure it, or answer questions about it.',
    );
    const long = skillDescription({ title: 'Acme', description: 'many words '.repeat(200) });
    expect(long.length).toBeLessThanOrEqual(skillLimits.description);
    expect(long).toMatch(/(?:many|words)… Use when /);
  });

  test('200 random titles and descriptions pass the reference validator', async () => {
    const root = folderWith({});
    const odd = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom(
        ...['"quoted"', "it's", '- a: b', '# c', '&x *y', '{a: b}', '|', '>', '---', 'null', '123'],
        ...[
          '日本語のドキュメント',
          '🎉🎉',
          'a'.repeat(300),
          'words '.repeat(300),
          'a\nb',
          '\ud800',
          '',
        ],
      ),
    );
    let at = 0;
    await fc.assert(
      fc.asyncProperty(odd, odd, async (title, description) => {
        const folder = join(root, String(at++), skillName(title));
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'SKILL.md'), renderSkill({ ...options, title, description }));
        expect(await validate(folder)).toEqual([]);
      }),
      { numRuns: cases(50) },
    );
  });
});

describe('context7.json', () => {
  const about = { title: 'Acme', description: 'All.', folders: ['docs'] };

  test('is made, changes nothing the second time, and goes again', () => {
    const made = context7(undefined, about)!;
    expect(JSON.parse(made)).toEqual({
      $schema: 'https://context7.com/schema/context7.json',
      projectTitle: 'Acme',
      description: 'All.',
      folders: ['docs'],
    });
    expect(context7(made, about)).toBe(made);
    expect(context7(made, undefined)).toBeUndefined();
  });

  test('keeps what others say in it', () => {
    const theirs = '{ "rules": ["Be kind."], "folders": ["x"] }';
    const made = context7(theirs, about)!;
    expect(JSON.parse(made)).toMatchObject({ rules: ['Be kind.'], folders: ['docs'] });
    expect(JSON.parse(context7(made, undefined)!)).toMatchObject({ rules: ['Be kind.'] });
  });

  test.each(['[]', '1', 'no'])('that is %s is a message', (text) => {
    expect(() => context7(text, about)).toThrow('not a JSON object');
  });
});
