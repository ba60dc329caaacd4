import { type Dialect, svelteMarkdown } from '../../src/contract/dialect.ts';

/** Svelte in Markdown, as mdsvex and mdsx read it: scripts, components, blocks and values in braces; never MDX. */
export const svelte: Dialect<'svelte'> = {
  name: 'svelte',
  signs: {
    files: ['svelte.config.js', 'svelte.config.ts'],
    telling: svelteMarkdown,
    packages: ['mdsvex', 'mdsx'],
    constructs: [
      [/^[ \t]*\{[#/](?:if|each|await|key|snippet)\b/m, 4],
      [/^[ \t]*import\s[^;]*\sfrom\s+["'][^"'\n]+\.svelte["']/m, 4],
      [/<svelte:[a-z]/, 4],
    ],
  },
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['svelte', 'heading-ids'],
  components: {
    'svelte:body': 'drop',
    'svelte:component': 'drop',
    'svelte:document': 'drop',
    'svelte:element': 'unwrap',
    'svelte:fragment': 'unwrap',
    'svelte:head': 'drop',
    'svelte:options': 'drop',
    'svelte:window': 'drop',
    button: 'drop',
    input: 'drop',
    textarea: 'drop',
  },
};
