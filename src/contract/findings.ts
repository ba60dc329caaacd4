import type { Severity } from './message.ts';

/** What the configuration may make of a rule's findings. */
export type RuleLevel = Severity | 'off';

export interface FindingRule {
  /** What the finding means. */
  about: string;
  /** What to do about it. */
  remedy: string;
  /** What one finding is about, in a word. */
  subject?: string;
  /** Whether nothing of the source is lost or guessed; the other findings are told first. */
  isComplete?: true;
}

/** The rules that findings come from, in the order in which they are told. */
export const findingRules = {
  'transform-error': {
    about:
      'A stage failed on the document. It was not written, unless the stage says `onError: skip`.',
    remedy: 'See the reason; `contextor inspect` shows the stages.',
  },
  timeout: {
    about: 'The document took longer than `documentTimeoutMs`.',
    remedy: 'Split it, or raise the limit.',
  },
  'merge-conflict': {
    about: 'Two stages set one field of a document to different values.',
    remedy: 'Set a rule or an owner for the field: [merging](merging.md).',
  },
  unreadable: { about: 'The file could not be read.', remedy: 'Check its permissions.' },
  unwritable: {
    about: 'The output of this document could not be written.',
    remedy: 'Check the output folder.',
  },
  'too-large': {
    about: 'The document is larger than `documentLimitMb`; it was not read.',
    remedy: 'Split it, exclude it, or raise the limit.',
  },
  collision: {
    about: 'Two sources would be written to one output file.',
    remedy: 'Rename one, or use `layout: tree`.',
  },
  nesting: {
    about: 'The document is nested deeper than it can be read safely.',
    remedy: 'Flatten it.',
  },
  'expansion-limit': {
    about: 'Includes or expressions of the document expand to more content than the limit allows.',
    remedy: 'Include less, or exclude the document.',
  },
  'include-missing': {
    about: 'An included file does not exist.',
    remedy: 'Fix the path of the include.',
    subject: 'file',
  },
  'include-outside': {
    about: 'An included file is outside the project.',
    remedy: 'Copy it into the project, or what is needed of it.',
    subject: 'file',
  },
  'include-private': {
    about: 'An included file is hidden, a key, or in `.git` or `node_modules`; it was not read.',
    remedy: 'Name it in `mayInclude`, if readers may see it.',
    subject: 'file',
  },
  'include-cycle': { about: 'Files include each other.', remedy: 'Break the cycle.' },
  'link-outside': {
    about: 'A symbolic link leads out of the project; its file was not read.',
    remedy: 'Copy the file in, or exclude the link.',
  },
  'link-private': {
    about:
      'A symbolic link leads to a file that is hidden, a key, or in `.git` or `node_modules`; it was not read.',
    remedy: 'Copy the file in, or exclude the link.',
  },
  'link-broken': {
    about: 'A symbolic link leads to nothing or to itself.',
    remedy: 'Fix the link, or exclude it.',
  },
  'linked-folder': {
    about: 'A symbolic link leads to a folder; the documents there were not read.',
    remedy: 'Name the folder in `src`, or copy it in.',
  },
  'part-unused': {
    about: 'Documents count as parts of pages, and no page includes them.',
    remedy: 'If they are pages, change `partials`; else remove or exclude them.',
    isComplete: true,
  },
  'other-format': {
    about: 'Documents beside the Markdown are in another format, such as reStructuredText.',
    remedy: 'Convert them to Markdown before the build; name notebooks in `include`.',
    subject: 'format',
  },
  encoding: {
    about: 'The file contains bytes that are not UTF-8, or NUL bytes.',
    remedy: 'Save it as UTF-8.',
  },
  frontmatter: {
    about: 'The front matter, or the YAML block of a component or directive, is not valid YAML.',
    remedy:
      'Fix it; until then only the plain lines of front matter are read, and nothing of a block.',
  },
  'mdx-fallback': {
    about: 'The MDX of a document does not parse; it was read as Markdown.',
    remedy: 'Fix the line that the message names.',
  },
  'mdx-repair': {
    about: 'A part of the MDX does not parse; it was fixed or taken as text.',
    remedy: 'Fix the line that the message names.',
  },
  'empty-page': {
    about: 'The page has only a title: its content is made when the site is built.',
    remedy: 'Exclude it, or set under `components` how its components are rendered.',
  },
  'operation-missing': {
    about:
      'No file of the project describes the API operation or data model that front matter names.',
    remedy:
      'Add the file, or run the script that makes it; else fix its path in front matter or `docs.json`.',
    subject: 'operation',
  },
  'fields-left-out': {
    about: 'An object of an API operation nests too deeply; its fields are not shown.',
    remedy: 'Flatten it.',
    subject: 'operation',
  },
  'component-lost': {
    about: 'A component shows something that could not be read from its source or its attributes.',
    remedy: 'Set under `components` how it is rendered, or that it is dropped.',
    subject: 'component',
  },
  'expression-lost': {
    about: 'An expression of the page has a value that is known only when the site runs.',
    remedy: 'Write its value as text, or turn the rule off under `rules`.',
    subject: 'expression',
  },
  'unknown-component': {
    about: 'contextor does not know the component; its content was kept.',
    remedy: 'Add it under `components`, or set `unknownComponents`.',
    subject: 'component',
  },
  'generated-reference': {
    about: 'A reference is made from code when the site is built, such as by mkdocstrings.',
    remedy: 'Write it into the sources before the build, or leave the page out.',
    subject: 'object',
  },
  'preprocessor-text': {
    about: 'A text that a preprocessor of the site replaces was kept as written.',
    remedy: 'Run the preprocessor before the build, or replace the text in a stage of your own.',
    subject: 'text',
  },
  'container-unclosed': { about: 'A container has no closing marker.', remedy: 'Close it.' },
  'html-unclosed': { about: 'An HTML element or comment is never closed.', remedy: 'Close it.' },
  'site-config': {
    about: "A setting of the site's own configuration could not be read; it is ignored.",
    remedy: 'Write it as a plain value, or set it in the configuration of contextor.',
    subject: 'setting',
  },
  'site-unknown': {
    about:
      'No configuration says how the site serves its documents, and most links of one kind lead to none of them.',
    remedy:
      'Build in the folder that holds the configuration of the site, or name its documents with `src`.',
  },
  'setting-unmatched': {
    about: 'A setting names documents, a locale or a version that do not exist.',
    remedy: 'Fix the setting that the message names.',
    subject: 'setting',
    isComplete: true,
  },
  'site-route': {
    about: 'A page has no route of its own on the site, and so no Markdown twin.',
    remedy: 'Give it its own route, or set the right one under `site.routes`.',
  },
  'broken-link': {
    about: 'A link leads to no page or file of the source tree.',
    remedy: 'Fix the link.',
    subject: 'target',
    isComplete: true,
  },
  'broken-anchor': {
    about: 'The page has no such heading or anchor.',
    remedy: 'Fix the anchor.',
    subject: 'target',
    isComplete: true,
  },
  'bundle-budget': {
    about: 'A part of a bundle is larger than its budget.',
    remedy: 'Raise `maxTokens`, or split the page.',
    isComplete: true,
  },
} as const satisfies Record<string, FindingRule>;

type FindingName = keyof typeof findingRules;

/** What is known of a rule; nothing of those of a user's own transforms. */
export const findingRule = (name: string): FindingRule | undefined =>
  Object.hasOwn(findingRules, name) ? findingRules[name as FindingName] : undefined;
