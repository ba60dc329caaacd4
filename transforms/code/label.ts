import type { PhrasingContent } from 'mdast';
import { inlineCode, paragraph, strong, text } from '../nodes.ts';

const bareNames: ReadonlySet<string> = new Set(
  'Dockerfile Makefile Procfile Gemfile Rakefile Caddyfile Jenkinsfile Vagrantfile LICENSE CODEOWNERS'.split(
    ' ',
  ),
);

/** Whether a label names a file or folder, as `src/a.ts`, `.env` and `Dockerfile` do; `Node.js` does not. */
export function isFileLike(label: string): boolean {
  if (bareNames.has(label)) return true;
  if (/\s/.test(label.trim()) || label.includes('://')) return false;
  if (/^[A-Z][a-z]+\.js$/.test(label) && productNames.has(label.toLowerCase())) return false;
  if (/^\.[\w-]+/.test(label) && !label.endsWith('.')) return true;
  if (label.includes('/')) return /\.[\w-]+$|\/$|^[.@~]/.test(label);
  return /^[\w@$*[\]()+.-]+\.[a-z][a-z\d]{0,9}$/i.test(label) && !siteName.test(label);
}

const productNames: ReadonlySet<string> = new Set(
  'node.js next.js vue.js nuxt.js react.js express.js three.js deno.js ember.js backbone.js d3.js nest.js'.split(
    ' ',
  ),
);
const siteName = /^[\w-]+\.(?:io|com|org|net|dev|ai)$/i;

/** A label in the style of its kind: a file name as code. */
export function labelNode(label: string): PhrasingContent {
  return isFileLike(label) ? inlineCode(label) : text(label);
}

/** The bold line above a tab or a block of code. */
export const labelLine = (label: string) => paragraph([strong([labelNode(label)])]);
