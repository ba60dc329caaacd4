import type { Code, PhrasingContent, RootContent } from 'mdast';
import type { FenceTable } from '../../src/contract/dialect.ts';
import type { Document } from '../../src/document/document.ts';
import { labelLine } from './meta.ts';

/** What fences may ask of the document. */
export interface FenceEnv {
  document: Document;
  /** The file that the fence stands in, where the document includes it. */
  path: string;
  /** Renders nodes that a fence turns out to hold. */
  flow(nodes: RootContent[]): RootContent[];
  /** Markdown of one line, rendered. */
  inline(markdown: string): PhrasingContent[];
  /** A text with the literals and names of `{{ … }}` filled in. */
  filled(text: string): string;
  /** Code that fences of the file have named so far. */
  readonly namedCode: Map<string, string>;
  /** Whether the document may include so many more characters. */
  mayInclude(characters: number): boolean;
}

type FenceRendering = (node: Code, env: FenceEnv) => RootContent[];

/** Languages that are none: what the fence becomes instead, by the `as` of the dialect's row. */
const fenceRenderings: ReadonlyMap<string, FenceRendering> = new Map<string, FenceRendering>([
  ['install', install],
  ['sandbox', sandbox],
  ['unwrap', (node, env) => env.flow(env.document.parse(node.value).children)],
]);

/** How a fence of this language is rendered, where the language is not a language; aliases are put right. */
export function languageRendering(
  node: Code,
  table: FenceTable,
  env: FenceEnv,
): FenceRendering | undefined {
  const { lang } = node;
  if (!lang) return undefined;
  const { languages } = table;
  const key = lang.endsWith('-vue') ? '*-vue' : lang;
  const row = languages && Object.hasOwn(languages, key) ? languages[key] : undefined;
  if (row === undefined) return undefined;
  if (typeof row !== 'string') {
    if (row.as !== 'interpolated') return fenceRenderings.get(row.as);
    fillIn(node, env);
    return languageRendering(node, table, env);
  }
  node.lang = row || null;
  return undefined;
}

/** Package names alone are what is to be installed; lines that are commands stay as they are, and lines that go on. */
function install(node: Code): RootContent[] {
  const value = node.value.replace(
    /(?<!\\\n)^(?!\s*$|\s*(?:#|(?:npm|npx|pnpm|yarn|bun)\b))[ \t]*/gm,
    'npm install ',
  );
  return [{ ...node, lang: 'bash', meta: null, value }];
}

/** A sandbox with its name and file type in the meta, as in a query string: `name=A%20B&ext=tsx`. */
function sandbox(node: Code): RootContent[] {
  const query = new URLSearchParams((node.meta ?? '').replace(/\s+/g, '&'));
  const name = query.get('name');
  const fence: Code = { ...node, lang: query.get('ext') ?? 'jsx', meta: null };
  return name ? [labelLine(name), fence] : [fence];
}

/** `sh-vue`: the language before the dash, with the literals and names of `{{ … }}` filled in. */
function fillIn(node: Code, { filled }: FenceEnv): void {
  node.lang = node.lang!.replace(/-vue$/, '');
  node.value = filled(node.value);
}
