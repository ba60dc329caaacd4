import type { Dialect, RenderingSpec } from '../../src/contract/dialect.ts';
import { named } from './named.ts';
import { ofPackages } from './packages.ts';

/** Attributes that hold what a box says. */
const text = ['text', 'description', 'message', 'content', 'body'];

/** A box with a title of its own, else with a name. */
export const box = (kind: string, name?: string): RenderingSpec => ({
  as: 'alert',
  kind,
  title: ['title'],
  text,
  ...(name && { name }),
});

/** What shows all that a description of an API holds. */
export const wholeApi: RenderingSpec = { as: 'operation', part: 'whole' };

const title = ['title', 'label', 'heading', 'name'];
const href = ['href', 'url', 'to', 'link'];
const src = ['src', 'url', 'image', 'source', 'sources'];

/** HTML elements, and what their classes say of them. */
export const html: Readonly<Record<string, RenderingSpec>> = {
  a: { as: 'link', href: ['href', 'to'], title: 'title' },
  abbr: { as: 'explained', tip: 'title' },
  audio: { as: 'embed', src, title, label: 'Audio' },
  b: { as: 'mark', mark: 'strong' },
  blockquote: 'quotation',
  br: 'break',
  code: { as: 'mark', mark: 'code' },
  del: { as: 'mark', mark: 'delete' },
  dfn: { as: 'explained', tip: 'title' },
  details: { as: 'accordion', title: 'title' },
  dl: 'definitions',
  em: { as: 'mark', mark: 'emphasis' },
  embed: { as: 'embed', src, title: ['title'], label: 'File' },
  figure: { as: 'figure', caption: 'caption' },
  // What no reader sees, and what a control may be set to. `noscript` is not among them: it speaks to those without scripts.
  ...named('datalist head script select style svg', 'drop'),
  h1: { as: 'heading', depth: 1 },
  h2: { as: 'heading', depth: 2 },
  h3: { as: 'heading', depth: 3 },
  h4: { as: 'heading', depth: 4 },
  h5: { as: 'heading', depth: 5 },
  h6: { as: 'heading', depth: 6 },
  hr: 'rule',
  i: { as: 'mark', mark: 'emphasis' },
  iframe: { as: 'embed', src: [...src, 'data-src', 'srcdoc'], title: ['title'], label: 'Video' },
  img: { as: 'image', src: ['src', 'data-src'], alt: ['alt', 'title'], title: 'title' },
  ins: 'unwrap',
  kbd: { as: 'mark', mark: 'code' },
  // Of larger elements, a script may show what is hidden: tabs.
  'label[hidden]': 'drop',
  li: 'item',
  ol: { as: 'items', ordered: true },
  p: 'paragraphs',
  pre: { as: 'code', language: ['lang', 'language'], title: 'title' },
  q: { as: 'mark', mark: 'quote' },
  // What tabs become that only their roles tell.
  'role-tab': { as: 'tab', label: 'label' },
  'role-tabs': 'tabs',
  s: { as: 'mark', mark: 'delete' },
  'span[hidden]': 'drop',
  'span[title]': { as: 'explained', tip: 'title' },
  samp: { as: 'mark', mark: 'code' },
  strike: { as: 'mark', mark: 'delete' },
  strong: { as: 'mark', mark: 'strong' },
  summary: { as: 'mark', mark: 'strong' },
  sup: { as: 'mark', mark: 'power' },
  table: 'table',
  tt: { as: 'mark', mark: 'code' },
  ul: 'items',
  object: { as: 'embed', src: ['data'], title: ['title', 'aria-label'], label: 'File' },
  video: { as: 'embed', src, title: ['title', 'aria-label', 'alt'], label: 'Video' },
  // The boxes of Bootstrap, and those of Python-Markdown and docutils.
  'div.alert': { as: 'alert', type: ['class', 'className'] },
  'div.admonition': { as: 'alert', type: ['class', 'className'] },
  ...named('aside.note aside.tip aside.info aside.warning aside.caution aside.danger', {
    as: 'alert',
    type: ['class', 'className'],
  }),
  'p.admonition-title': { as: 'mark', mark: 'strong' },
  ...Object.fromEntries(
    ['h2', 'h3', 'h4', 'h5'].map((name) => [
      `${name}.alert-heading`,
      { as: 'mark', mark: 'strong' },
    ]),
  ),
  ...named('div.label div.badge span.label span.badge span.tag sup.badge', { as: 'badge' }),
};

/** Content for one kind of reader: the elements of Fern and of vitepress-plugin-llms, and what sites call theirs. */
const readers: Readonly<Record<string, RenderingSpec>> = {
  ...named('llm-only llms-only AgentOnly AgentsOnly ForAgents LLMContent LLMOnly LLMsOnly', {
    as: 'audience',
    of: 'agents',
  }),
  ...named('llm-exclude llms-ignore ForHumans HumanContent HumanOnly HumansOnly', {
    as: 'audience',
    of: 'humans',
  }),
};

/** What the fields of an API say, whichever framework they are of. */
export const field = {
  as: 'field',
  type: ['type'],
  default: ['default', 'initialValue'],
  flags: ['required', 'deprecated'],
};

/** Components that many frameworks have under the same names. */
const components: Readonly<Record<string, RenderingSpec>> = {
  Accordion: { as: 'accordion', title: ['title', 'summary', 'label'] },
  AccordionGroup: 'unwrap',
  Accordions: 'unwrap',
  Admonition: { as: 'alert', type: ['type', 'kind'], title, text },
  Alert: {
    as: 'alert',
    type: ['type', 'kind', 'variant', 'status', 'severity', 'level'],
    title,
    text,
  },
  AppOnly: { as: 'variant', label: 'App Router', setting: 'router', value: 'app' },
  Aside: { as: 'alert', type: ['type', 'kind'], title, text },
  Badge: { as: 'badge', text: ['text', 'label', 'title', 'aria-label'] },
  ...named('StatusBadge StatusLabel', { as: 'badge', text: ['text', 'label', 'status'] }),
  Callout: { as: 'alert', type: ['type', 'kind', 'intent', 'variant'], title, text },
  Card: { as: 'card', title, href, description: ['description'], note: ['eyebrow'] },
  ...named('CardGrid CardGroup Cards Fragment', 'unwrap'),
  Caution: { as: 'alert', kind: 'CAUTION', title, text },
  Code: { as: 'code', language: ['lang', 'language'], title: ['title'], value: ['code'] },
  CodeBlock: {
    as: 'code',
    language: ['language', 'lang'],
    title: ['title', 'filename'],
    value: ['code', 'children'],
  },
  CodeGroup: { as: 'code-group', title: ['title'], method: ['tag'], target: ['label'] },
  Columns: 'unwrap',
  Danger: { as: 'alert', kind: 'CAUTION', title, text },
  Details: { as: 'accordion', title: ['summary', 'title', 'label'] },
  File: { as: 'file', name: ['name', 'title'], comment: ['comment'], href },
  FileTree: 'files',
  'FileTree.File': { as: 'file', name: ['name', 'title'], comment: ['comment'], href },
  'FileTree.Folder': { as: 'folder', name: ['name', 'title'], comment: ['comment'], href },
  Files: 'files',
  Folder: { as: 'folder', name: ['name', 'title'], comment: ['comment'], href },
  Frame: { as: 'figure', caption: ['caption'], hint: ['hint'] },
  // What `next/head` and its kin put into the head of the page.
  Head: 'drop',
  Icon: { as: 'icon', name: ['icon', 'name'], label: ['label', 'aria-label'] },
  Image: { as: 'image', src, alt: ['alt', 'label'], caption: ['caption'] },
  Important: { as: 'alert', kind: 'IMPORTANT', title, text },
  Info: { as: 'alert', kind: 'NOTE', title, text },
  InlineAlert: { as: 'alert', type: ['variant'], title, text },
  Kbd: { as: 'mark', mark: 'code' },
  Link: { as: 'link', href, text: title },
  LinkButton: { as: 'link', href, text: title },
  LinkCard: { as: 'card', title, href, description: ['description'], note: ['eyebrow'] },
  Mermaid: {
    as: 'code',
    lang: 'mermaid',
    title: ['title', 'caption'],
    value: ['chart', 'code', 'value'],
  },
  MDXRemote: { as: 'markdown', value: ['compiledSource', 'source'] },
  Note: { as: 'alert', kind: 'NOTE', type: ['type', 'variant'], title, text },
  Option: { as: 'choice', correct: ['isCorrect', 'correct'] },
  ParamField: { ...field, places: ['path', 'query', 'body', 'header'], name: ['name'] },
  PagesOnly: { as: 'variant', label: 'Pages Router', setting: 'router', value: 'pages' },
  ReactMarkdown: { as: 'markdown', value: ['children'] },
  ReactPlayer: { as: 'embed', src: ['url', 'src'], title: ['title'], label: 'Video' },
  'React.Suspense': 'unwrap',
  ResponseField: { ...field, name: ['name'] },
  ...named('elements-api rapi-doc redoc RedocStandalone swagger-ui SwaggerUI', wholeApi),
  Since: { as: 'template', text: '**Added in:** [[`{pkg}@v{v}`||v{v}||v{version}]]' },
  Step: { as: 'step', title },
  Steps: 'steps',
  Suspense: 'unwrap',
  Tab: { as: 'tab', label: ['label', 'title'], value: ['value', 'name'] },
  TabItem: { as: 'tab', label: ['label', 'title'], value: ['value', 'name'] },
  Tabs: { as: 'tabs', items: ['items', 'values', 'labels'] },
  'Tabs.Content': { as: 'tab', value: ['value'] },
  'Tabs.Root': 'tabs',
  'Tabs.Tab': { as: 'tab', label: ['label', 'title'], value: ['value', 'name'] },
  TabsContent: { as: 'tab', value: ['value'] },
  ThemedImage: { as: 'image', src: ['sources', 'src'], alt: ['alt'] },
  Tip: { as: 'alert', kind: 'TIP', title, text },
  Tooltip: { as: 'explained', tip: ['tip', 'content', 'text', 'title'] },
  ...named('Video VideoPlayer', {
    as: 'embed',
    src,
    title: ['title', 'label', 'alt', 'aria-label', 'description'],
    caption: ['caption'],
    label: 'Video',
  }),
  ...named('Warning WarningCallout', { as: 'alert', kind: 'WARNING', title, text }),
};

/** The kinds of box that frameworks open with `:::name`, and Remix with `<docs-name>`, by name. */
const boxes = (prefix = ''): Record<string, RenderingSpec> =>
  Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      prefix + name,
      { as: 'alert', kind, title: 'title' },
    ]),
  );

const kinds = {
  note: 'NOTE',
  info: 'NOTE',
  seealso: 'NOTE',
  tip: 'TIP',
  success: 'TIP',
  hint: 'TIP',
  important: 'IMPORTANT',
  warning: 'WARNING',
  warn: 'WARNING',
  attention: 'WARNING',
  caution: 'CAUTION',
  danger: 'CAUTION',
  error: 'CAUTION',
};

/** What every dialect begins with: HTML, and the components and boxes that most frameworks share. */
export const generic: Dialect<'generic'> = {
  name: 'generic',
  markdown: 'evidence',
  syntaxes: ['text-directives', 'containers', 'heading-ids'],
  components: { ...html, ...boxes('docs-'), ...readers, ...components, ...ofPackages },
  containers: {
    ...boxes(),
    details: { as: 'accordion', title: 'title', lead: 'Details' },
    'code-group': 'code-group',
    raw: 'unwrap',
    // As remark-directive's own example makes of them: the element of that name.
    ...named('article center div footer header main nav noscript section span', 'unwrap'),
    figure: { as: 'figure', caption: ['title'] },
    '*': { as: 'alert', kind: 'NOTE', title: 'title', name: '*' },
  },
  // Maths, of whichever dialect holds them.
  macros: { tex: { as: 'verbatim', value: ['tex'] } },
  conventions: ['heading-marks'],
  fences: { label: ['title', 'filename', 'tab', 'name', 'file'], markup: ['shiki', 'twoslash'] },
  partials: ['_*.md', '_*.mdx', '!_index.*', '_includes/', '_partials/', '_snippets/'],
};
