import type { Dialect } from '../../src/contract/dialect.ts';
import { field } from './generic.ts';

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
    Anchor: 'unwrap',
    Aside: 'unwrap',
    Button: { as: 'link', href: ['href'] },
    Code: { as: 'include', path: ['src'], language: ['lang', 'language'], label: ['title'] },
    CodeBlocks: { as: 'code-group', title: ['title'] },
    CodeWalkthrough: 'steps',
    Copy: 'unwrap',
    Download: { as: 'link', href: ['src'], text: ['filename'] },
    EndpointRequestSnippet: { as: 'template', text: 'Request: `{endpoint}`' },
    EndpointResponseSnippet: { as: 'template', text: 'Response: `{endpoint}`' },
    EndpointSchemaSnippet: { as: 'template', text: 'Schema: `{endpoint}`' },
    Error: { as: 'alert', kind: 'CAUTION', title: ['title'] },
    If: 'unwrap',
    Indent: 'unwrap',
    Launch: { as: 'alert', kind: 'NOTE', title: ['title'] },
    Markdown: { as: 'include', path: ['src'] },
    ParamField: { ...field, places: ['query', 'body', 'header'], name: ['path', 'name'] },
    RunnableEndpoint: { as: 'template', text: 'Endpoint: `{endpoint}`' },
    Schema: { as: 'template', text: 'Schema: `{type}`' },
    SchemaSnippet: { as: 'template', text: '[[{title}: ]]`{type}`' },
    ScrollWalkthrough: 'steps',
    SearchBar: 'drop',
    Step: { as: 'step', title: ['title'], description: ['description'] },
    StickyTable: 'unwrap',
    Substep: { as: 'step', title: ['title'] },
    Success: { as: 'alert', kind: 'TIP', title: ['title'] },
    Version: { as: 'tab', label: ['title', 'version'] },
    Versions: 'tabs',
    Walkthrough: 'steps',
    WebhookPayloadSnippet: { as: 'template', text: 'Webhook: `{webhook}`' },
  },
};
