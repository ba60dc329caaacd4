import type { Dialect } from '../../src/contract/dialect.ts';
import { field } from './generic.ts';

const prose = ['title'];

/** Mintlify: callouts, cards, fields, code groups; labels are the words of the fence meta. */
export const mintlify: Dialect<'mintlify'> = {
  name: 'mintlify',
  signs: {
    files: ['mint.json', 'docs.json'],
    packages: ['mint', 'mintlify'],
    constructs: [
      [/from ['"]\/snippets\//, 5],
      [/<(?:ParamField|ResponseField|RequestExample|ResponseExample)\b/, 5],
      [/<(?:CardGroup|AccordionGroup|CodeGroup|Frame|Expandable|Update)\b/, 3],
      [/<(?:Steps|Step|Accordion|Tip|Note|Check|Card)\b/, 1],
    ],
    telling: /mintlify|"navigation"/,
  },
  extends: ['generic'],
  // remark-math is on for every site: https://mintlify.com/docs/create/text#latex-in-markdown
  syntaxes: ['containers', 'heading-ids', 'math'],
  markdown: 'mdx',
  // Ids by slugifyWithCounter of @sindresorhus/slugify.
  routes: { secondHeading: 2 },
  components: {
    'img.dark:block': { as: 'image', src: ['src'], alt: ['alt'], repeated: true },
    Accordion: { as: 'accordion', title: prose, description: ['description'] },
    Badge: { as: 'badge' },
    Banner: 'unwrap',
    Card: { as: 'card', title: prose, href: ['href'], description: ['description'] },
    Check: { as: 'alert', kind: 'TIP', title: prose },
    Color: 'unwrap',
    'Color.Item': { as: 'template', text: '`{name}`: {value}', list: true },
    'Color.Row': { as: 'unwrap', title: prose },
    // `Error`, `Property` and `Success` are those of docs.page, which has the other components, too.
    Error: { as: 'alert', kind: 'CAUTION', title: prose },
    Expandable: { as: 'nested-fields', title: prose },
    'GitHub.Repo': { as: 'template', text: '[{repo}](https://github.com/{repo})' },
    Hero: { as: 'unwrap', title: prose },
    Latex: 'unwrap',
    Panel: 'unwrap',
    Prompt: { as: 'unwrap', title: ['description'] },
    Property: { ...field, name: ['name'] },
    RequestExample: 'unwrap',
    ResponseExample: 'unwrap',
    Snippet: { as: 'include', path: ['file'], roots: ['/_snippets/'], root: '/snippets/' },
    Success: { as: 'alert', kind: 'TIP', title: prose },
    Tab: { as: 'tab', label: prose },
    Tile: { as: 'card', title: prose, href: ['href'], description: ['description'] },
    Tooltip: { as: 'explained', tip: ['tip'], href: ['href'] },
    Tree: 'files',
    'Tree.File': { as: 'file', name: ['name'], comment: ['comment'] },
    'Tree.Folder': { as: 'folder', name: ['name'], comment: ['comment'] },
    Update: { as: 'section', title: ['label'], note: ['description'] },
    View: { as: 'tab', label: prose },
    Visibility: { as: 'audience', by: ['for'] },
  },
  fences: {
    label: ['title', 'filename', 'words'],
    flags: ['lines', 'wrap', 'expandable', 'twoslash', 'focus', 'showLineNumbers'],
  },
  partials: ['snippets/', '_snippets/'],
};
