import type { FieldFold, FieldOutput } from './define.ts';

interface Declared {
  output?: FieldOutput;
  corpus?: FieldFold;
}

/**
 * What becomes of the fields of the built-in stages, beside the context of their document. It stands
 * here so that the main thread can read it without the stages themselves.
 */
export const declared = {
  'clean-mdx': { corpus: { fields: { 'unknownComponents.*': 'sum' } } },
  compress: { corpus: { fields: { 'savings.*.*': 'sum' } } },
  metadata: {
    output: {
      frontMatter: ['title', 'description', 'url', 'slug', 'topics'],
      index: ['title', 'description', 'url', 'topics'],
    },
    corpus: { fields: { topics: 'union' } },
  },
  outline: { output: { index: ['outline'] } },
  'code-index': { corpus: { fields: { 'code.blocks': 'sum', 'code.languages.*': 'sum' } } },
  'link-index': { output: { index: ['links'] }, corpus: { fields: { 'links.hosts.*': 'sum' } } },
  statistics: {
    output: { frontMatter: ['stats'], index: ['tokens'] },
    corpus: { fields: { 'tokens.*': 'sum', 'stats.*': 'sum' } },
  },
} as const satisfies Record<string, Declared>;

/** The built-in fields that hold figures and lists: no other stage can contribute to them. */
export const machineFields: ReadonlySet<string> = new Set(
  'documents path out hash outline code links tokens stats savings unknownComponents'.split(' '),
);

/** All names that the front matter, the index and the manifest use themselves. */
export const reservedFields: ReadonlySet<string> = new Set([
  ...machineFields,
  'title',
  'description',
  'url',
  'slug',
  'topics',
  'alwaysApply',
  'source',
  'schema',
  'content_hash',
  'license',
  'files',
  'settings',
  'dropped',
  'generated',
]);
