import type { Dialect } from '../../src/contract/dialect.ts';
import { field } from './generic.ts';
import { named } from './named.ts';

const prose = ['title'];
/** Labels before and after the name of a field. */
const marks = ['pre', 'post'];

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
  syntaxes: ['mintlify', 'containers', 'heading-ids', 'math'],
  markdown: 'mdx',
  lead: ['description'],
  conventions: ['snippets'],
  // Ids by slugifyWithCounter of @sindresorhus/slugify.
  routes: { secondHeading: 2 },
  components: {
    'img.dark:block': { as: 'image', src: ['src'], alt: ['alt'], repeated: true },
    Accordion: { as: 'accordion', title: prose, description: ['description'] },
    Badge: { as: 'badge' },
    Banner: 'unwrap',
    Card: {
      as: 'card',
      title: prose,
      href: ['href'],
      description: ['description'],
      image: ['img'],
      footer: ['cta'],
    },
    Check: { as: 'alert', kind: 'TIP', title: prose },
    Color: 'unwrap',
    'Color.Item': { as: 'template', text: '`{name}`: {value}', list: true },
    'Color.Row': { as: 'unwrap', title: prose },
    // `Error`, `Property` and `Success` are those of docs.page, which has the other components, too.
    Error: { as: 'alert', kind: 'CAUTION', title: prose },
    Column: 'unwrap',
    Example: { as: 'figure', caption: ['caption'], hint: ['hint'] },
    Expandable: { as: 'nested-fields', title: prose },
    ...named('GitHub.Repo Github.Repo', {
      as: 'template',
      text: '[{repo}](https://github.com/{repo})',
    }),
    Heading: { as: 'heading', level: ['level'] },
    Hero: { as: 'unwrap', title: prose },
    Latex: 'unwrap',
    MDX: 'unwrap',
    Panel: 'unwrap',
    ...named('Param ParamField', {
      ...field,
      places: ['path', 'query', 'body', 'header'],
      name: ['name'],
      marks,
    }),
    Prompt: { as: 'unwrap', title: ['description'] },
    Property: { ...field, name: ['name'] },
    RequestExample: 'unwrap',
    ResponseExample: 'unwrap',
    ResponseField: { ...field, name: ['name'], marks },
    Snippet: { as: 'include', path: ['file'], roots: ['/_snippets/'], root: '/snippets/' },
    Success: { as: 'alert', kind: 'TIP', title: prose },
    Tab: { as: 'tab', label: prose },
    Tile: { as: 'card', title: prose, href: ['href'], description: ['description'] },
    Tooltip: { as: 'explained', title: ['headline'], tip: ['tip'], href: ['href'] },
    Tree: 'files',
    'Tree.File': { as: 'file', name: ['name'], comment: ['comment'] },
    'Tree.Folder': { as: 'folder', name: ['name'], comment: ['comment'] },
    Update: { as: 'section', title: ['label'], note: ['description'], tags: ['tags'] },
    View: { as: 'tab', label: prose },
    Visibility: { as: 'audience', by: ['for'] },
  },
  fences: {
    label: ['title', 'filename', 'words'],
    flags: ['lines', 'wrap', 'expandable', 'twoslash', 'focus', 'nocopy', 'showLineNumbers'],
    languages: { nocopy: 'text' },
  },
  partials: ['snippets/', '_snippets/'],
};
