import type { Dialect } from '../../src/contract/dialect.ts';
import { named } from './named.ts';

/** ReadMe: its Markdown and its components. https://docs.readme.com/main/docs/built-in-components */
export const readme: Dialect<'readme'> = {
  name: 'readme',
  signs: {
    constructs: [
      [/^\[block:(?:api-header|callout|code|embed|html|image|parameters|tutorial-tile)\]/m, 5],
      [/<HTMLBlock>\s*\{\s*`/, 5],
      [/\]\((?:doc|ref):[\w-]+/, 3],
      [/<<glossary:/, 3],
    ],
  },
  extends: ['generic'],
  markdown: 'mdx',
  lead: ['excerpt'],
  syntaxes: ['readme', 'text-directives', 'containers', 'heading-ids'],
  components: {
    Anchor: { as: 'link', href: ['href'], text: ['label'] },
    Callout: { as: 'alert', type: ['theme'], kinds: { okay: 'TIP' }, title: ['title'] },
    Column: 'unwrap',
    Embed: { as: 'embed', src: ['url', 'href'], title: ['title'], label: 'Video' },
    Glossary: { as: 'template', text: '[[{children}||{term}]]' },
    ...named('MCPIntro PostmanRunButton', 'drop'),
    ...named('Recipe TutorialTile', { as: 'template', text: '[{title}](/recipes/{slug})' }),
    Table: 'table',
    Variable: { as: 'template', text: '{name}' },
  },
  macros: {
    html: 'unwrap',
    iframe: { as: 'embed', src: ['src'], title: ['title'], label: 'Video' },
    image: { as: 'image', src: ['src'], alt: ['alt'], caption: ['caption'] },
  },
  fences: { label: ['title', 'filename', 'words'], flags: ['copy'] },
  partials: ['custom_blocks/', 'reusable_content/'],
};
