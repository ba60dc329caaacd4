import type { Dialect } from '../../src/contract/dialect.ts';

/** Fern: what Mintlify has, boxes and files of its own, and tags for agents. */
export const fern: Dialect<'fern'> = {
  name: 'fern',
  signs: {
    files: ['fern.config.json'],
    constructs: [
      [/<Markdown src=/, 5],
      [/<Endpoint(?:Request|Response|Schema)Snippet\b/, 5],
      [/<CodeBlocks\b/, 3],
    ],
  },
  extends: ['mintlify'],
  markdown: 'mdx',
  components: {
    Button: { as: 'link', href: ['href'] },
    Code: { as: 'include', path: ['src'], language: ['lang', 'language'], label: ['title'] },
    CodeBlocks: { as: 'code-group', title: ['title'] },
    Download: { as: 'link', href: ['src'], text: ['filename'] },
    EndpointRequestSnippet: { as: 'template', text: 'Request: `{endpoint}`' },
    EndpointResponseSnippet: { as: 'template', text: 'Response: `{endpoint}`' },
    EndpointSchemaSnippet: { as: 'template', text: 'Schema: `{endpoint}`' },
    Error: { as: 'alert', kind: 'CAUTION', title: ['title'] },
    Launch: { as: 'alert', kind: 'NOTE', title: ['title'] },
    Markdown: { as: 'include', path: ['src'] },
    Success: { as: 'alert', kind: 'TIP', title: ['title'] },
    'llms-ignore': 'drop',
    'llms-only': 'unwrap',
  },
};
