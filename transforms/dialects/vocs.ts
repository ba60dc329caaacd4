import type { Dialect } from '../../src/contract/dialect.ts';

/** Vocs: containers, steps and code groups; code includes lines of other files. */
export const vocs: Dialect<'vocs'> = {
  name: 'vocs',
  signs: {
    files: ['vocs.config.*'],
    packages: ['vocs'],
    constructs: [
      [/from ['"]vocs(?:\/components)?['"]/, 5],
      [/^:::steps\b/m, 2],
    ],
  },
  extends: ['generic'],
  markdown: 'evidence',
  syntaxes: ['containers'],
  components: {
    Button: { as: 'link', href: ['href', 'to'] },
    'HomePage.Button': { as: 'link', href: ['href', 'to'] },
    'HomePage.Buttons': 'unwrap',
    'HomePage.Description': 'unwrap',
    'HomePage.InstallPackage': { as: 'package-command', packages: ['name'], type: ['type'] },
    'HomePage.Logo': 'drop',
    'HomePage.Root': 'unwrap',
    'HomePage.Tagline': 'unwrap',
    Sponsors: 'drop',
  },
  containers: {
    benchmarks: 'unwrap',
    callout: { as: 'alert', kind: 'NOTE', title: ['title'] },
    'file-tree': 'files',
    steps: 'unwrap',
  },
  // Lists that the site makes of other pages, of releases and of its configuration.
  macros: {
    authors: { as: 'page-value', key: 'authors' },
    'blog-posts': 'drop',
    changelog: 'drop',
    sponsors: 'drop',
  },
  conventions: ['heading-marks', 'inline-languages', 'subheadings'],
  fences: { label: ['brackets', 'title', 'filename'], markup: ['shiki', 'twoslash', 'notations'] },
  partials: ['_*.md', '_*.mdx'],
};
