import type { Dialect } from '../../src/contract/dialect.ts';

/** Rspress: containers, tabs, package manager tabs, files as code blocks; `.mdx` files are MDX, and `.md` that show it. */
export const rspress: Dialect<'rspress'> = {
  name: 'rspress',
  signs: {
    files: ['rspress.config.*'],
    packages: ['@rspress/core', 'rspress'],
    constructs: [
      [/from ['"](?:@rspress\/|@?rspress\/)/, 5],
      [/from ['"]@theme['"]/, 3],
      [/<(?:PackageManagerTabs|SourceCode|PageTabs)\b/, 3],
      [/^overviewHeaders:/m, 3],
    ],
  },
  extends: ['generic'],
  markdown: 'evidence',
  conventions: ['heading-marks', 'landing-pages'],
  components: {
    BrowserOnly: 'unwrap',
    CodeBlockRuntime: { as: 'code', language: ['lang'], title: ['title'], value: ['code'] },
    NoSSR: 'unwrap',
    // What the theme shows where there is no page.
    NotFoundLayout: 'drop',
    Overview: 'drop',
    PackageManagerTabs: {
      as: 'package-command',
      command: ['command'],
      exec: ['exec'],
      dlx: ['dlx'],
    },
    PageTab: { as: 'tab', label: ['label'] },
    PageTabs: 'tabs',
    Prompt: {
      as: 'code',
      title: ['title'],
      description: ['description'],
      value: ['prompt'],
      content: ['custom'],
    },
    SourceCode: { as: 'link', href: ['href'], label: 'Source code' },
    Tag: { as: 'badge', text: ['tag'] },
    Toc: 'drop',
  },
  fences: { label: ['title', 'filename'], markup: ['shiki', 'twoslash'] },
  partials: ['_*.md', '_*.mdx'],
};
