import type { Dialect, RenderingSpec } from '../../src/contract/dialect.ts';

const data = { as: 'data', path: ['0'], root: '/data/', texts: 'reusables' };
const alert = (kind: string): RenderingSpec => ({ as: 'alert', kind });

/** Liquid as Jekyll sites and GitHub Docs have it. */
export const liquid: Dialect<'liquid'> = {
  name: 'liquid',
  signs: {
    files: ['_config.yml', '_config.yaml'],
    constructs: [
      [/\{% *-?(?:data|ifversion|include|raw|note|link|post_url|assign|highlight|octicon|if)\b/, 4],
      [/^\{: *[.#]|^\{:toc\}/m, 3],
      [/\(AUTOTITLE\)|\[AUTOTITLE\]/, 3],
    ],
  },
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['liquid', 'containers', 'heading-ids'],
  macros: {
    caution: alert('CAUTION'),
    cli: { as: 'unwrap', lead: 'GitHub CLI' },
    codespaces: { as: 'unwrap', lead: 'Codespaces' },
    danger: alert('CAUTION'),
    data,
    desktop: { as: 'unwrap', lead: 'GitHub Desktop' },
    else: 'drop',
    gist: { as: 'template', text: '[Gist](https://gist.github.com/{0})' },
    highlight: { as: 'code', language: ['0'], value: ['code'] },
    image: { as: 'image', src: ['0', 'src'], alt: ['alt'] },
    include: { as: 'include', path: ['0', 'file'], root: '/_includes/', template: true },
    include_cached: { as: 'include', path: ['0', 'file'], root: '/_includes/', template: true },
    include_relative: { as: 'include', path: ['0', 'file'], template: true },
    indented_data_reference: data,
    javascript: { as: 'unwrap', lead: 'JavaScript' },
    jetbrains: { as: 'unwrap', lead: 'JetBrains' },
    linux: { as: 'unwrap', lead: 'Linux' },
    mac: { as: 'unwrap', lead: 'Mac' },
    note: alert('NOTE'),
    octicon: { as: 'icon', name: ['0'], label: ['aria-label'], words: true },
    output: { as: 'placeholder', name: ['expression'], site: true },
    prompt: { as: 'code' },
    rowheaders: 'unwrap',
    tab: { as: 'tab', label: ['1', '0'] },
    tabs: 'tabs',
    tip: alert('TIP'),
    tool: 'unwrap',
    toc: 'drop',
    vscode: { as: 'unwrap', lead: 'Visual Studio Code' },
    warning: alert('WARNING'),
    webui: { as: 'unwrap', lead: 'GitHub' },
    windows: { as: 'unwrap', lead: 'Windows' },
    youtube: {
      as: 'embed',
      src: ['0', 'id'],
      label: 'Video',
      url: 'https://www.youtube.com/watch?v={id}',
    },
  },
  conventions: ['auto-titles', 'heading-marks', 'bold-alerts'],
  fences: { label: ['title'], markup: [] },
  partials: ['_includes/', 'data/'],
  routes: { indexNames: ['index', 'README'] },
};
