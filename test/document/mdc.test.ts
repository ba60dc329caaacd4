import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type MdcSource, mdcFrontMatter } from '../../src/document/mdc.ts';

const opening = '# Get started\n\nInstall the package, then add one line to the configuration.\n';

function defaultKeys(fields: Record<string, unknown>, body = opening): string {
  const settings = { frontmatter: 'default', repo: undefined } as const;
  return mdcFrontMatter({
    path: 'guides/start.mdx',
    fields,
    shows: Object.keys(fields),
    body,
    settings: { ...settings, ref: undefined, license: undefined },
  });
}

describe('the default front matter', () => {
  it.each([
    ['the H1', 'Get started', opening],
    ['the H1 in other letter case', 'Get Started', opening],
    ['the H1 without its marks', 'useState()', '# `useState()`\n\nText.\n'],
    ['the H1 without its escapes', 'snake_case', '# snake\\_case\n\nText.\n'],
  ])('leaves out a title that is %s', (_, title, body) => {
    expect(defaultKeys({ title }, body)).toBe('---\nsource: guides/start.mdx\n---\n\n');
  });

  it('has a title that says something else than the H1', () => {
    expect(defaultKeys({ title: 'Start here' })).toBe(
      '---\ntitle: Start here\nsource: guides/start.mdx\n---\n\n',
    );
  });

  it.each([
    ['is the first paragraph', 'Install the package, then add one line to the configuration.'],
    ['is cut from it', 'Install the package, then add one line to…'],
    ['says it in four of five words', 'Install the package then dragons'],
    ['says it in another order', 'Add one line to the configuration to install the package.'],
  ])('leaves out a description that %s', (_, description) => {
    expect(defaultKeys({ description })).not.toContain('description');
  });

  it.each([
    ['says something else', 'How to set up a project in five minutes.'],
    ['says it in three of five words', 'Install the dragons then beasts.'],
    ['is said far below only', 'Beware of dragons.'],
  ])('has a description that %s', (_, description) => {
    const far = `${opening}\n${'Filler. '.repeat(200)}\n\nBeware of dragons.\n`;
    expect(defaultKeys({ description }, far)).toContain(`description: ${description}\n`);
  });

  it('has the address of a page in place of its path, which the address tells', () => {
    expect(defaultKeys({ url: 'https://example.com/guides/start' })).toBe(
      '---\nurl: https://example.com/guides/start\n---\n\n',
    );
  });
});

describe('a page that is longer than its source with its address', () => {
  const front = (frontmatter: 'default' | 'minimal' | 'mdc-1.0', fits: boolean) =>
    mdcFrontMatter({
      path: 'a.md',
      fields: { title: 'Start here', url: 'https://example.com/a' },
      shows: ['title', 'url'],
      body: opening,
      settings: { frontmatter, repo: undefined, ref: undefined, license: undefined },
      fits: () => fits,
    });

  it('has none', () => {
    expect(front('default', true)).toContain('url: https://example.com/a');
    expect(front('default', false)).toBe('---\ntitle: Start here\n---\n\n');
  });

  it.each(['minimal', 'mdc-1.0'] as const)('has it all the same in the form %s', (form) => {
    expect(front(form, false)).toBe(front(form, true));
  });
});

it.each(['default', 'minimal', 'mdc-1.0'] as const)(
  '%s shows what stages declare, and nothing else',
  (frontmatter) => {
    const settings = { frontmatter, repo: undefined, ref: undefined, license: undefined };
    const fields = { title: 'Start here', owner: 'Ann', secret: 'no' };
    const front = (shows: string[]) =>
      mdcFrontMatter({ path: 'a.md', fields, shows, body: opening, settings });
    expect(front(['title', 'owner'])).toMatch(/title: Start here\n(.*\n)*owner: Ann/);
    expect(front(['owner'])).not.toContain('title');
    expect(front(['title', 'owner'])).not.toContain('secret');
  },
);

describe('the form mdc-1.0', () => {
  const settings = { frontmatter: 'mdc-1.0', repo: undefined, ref: undefined } as const;
  const front = (fields: Record<string, unknown>, more: Partial<MdcSource> = {}) =>
    mdcFrontMatter({
      path: 'b.md',
      fields,
      shows: Object.keys(fields),
      body: 'a\n',
      settings: { ...settings, license: undefined, folder: 'docs' },
      ...more,
    });

  it.each<[what: string, fields: Record<string, unknown>, lines: string]>([
    ['the topics that are text', { topics: ['a', 1, 'b'] }, 'topics:\n  - a\n  - b\n'],
    ['the counts that are numbers', { stats: { a: 1, b: 'c' } }, 'stats:\n  a: 1\n'],
    [
      'data of stages without what is null',
      { own: { a: [1, null, 'b'], c: null, d: 'e' } },
      'own:\n  a:\n    - 1\n    - b\n  d: e\n',
    ],
    ['the title', { title: 'A' }, 'title: A\n'],
  ])('has %s', (_, fields, lines) => {
    expect(front(fields)).toContain(`\n${lines}`);
  });

  it.each([
    ['topics that are no list', { topics: 'a' }, 'a\n'],
    ['counts that are none', { stats: 'many' }, 'stats'],
    ['counts that are nothing', { stats: null }, 'stats'],
    ['a title without words', { title: '' }, 'title'],
    ['a title that is no text', { title: 1 }, 'title'],
    ['what is null', { own: null }, 'own'],
  ])('has no %s', (_, fields, text) => {
    expect(front(fields)).not.toContain(text);
  });

  it('has the hash of the body, and the path in its repository', () => {
    const hash = createHash('sha256').update('a\n').digest('hex');
    expect(front({})).toContain(`content_hash: "${hash}"\n`);
    expect(front({})).toContain('path: docs/b.md\n');
    expect(front({}, { path: undefined })).not.toContain('path');
  });
});
