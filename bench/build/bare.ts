// The floor of the work, in one loop: read, parse, render, count. Arguments: PARSER FOLDER PATH...
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes, Parents, Root } from 'mdast';
import { loadTokenizer } from '../../src/document/count-tokens.ts';
import { decodeSource } from '../../src/document/decode.ts';
import type { ParserChoice } from '../../src/document/parse/syntax-tree.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { renderBody } from '../../src/document/render.ts';
import { resolveDialect } from '../../transforms/dialects/index.ts';
import { documentsOf } from './trees.ts';

const [parser, folder, dialectName] = process.argv.slice(2) as [ParserChoice, string, string];
const dialect = resolveDialect(dialectName, {});
const count = await loadTokenizer();
let tokens = 0;
for (const path of documentsOf(folder)) {
  const { text } = decodeSource(readFileSync(join(folder, path)));
  const { tree } = parseDocument({ text, path, dialect, parser });
  keepMarkdown(tree);
  tokens += count(renderBody(tree));
}
console.log(tokens);

/** Markdown cannot say components: their content takes their place. */
function keepMarkdown(parent: Parents | Root): void {
  parent.children = parent.children.flatMap(markdownOf) as never;
}

function markdownOf(node: Nodes): Nodes[] {
  if ('children' in node) keepMarkdown(node);
  if (/^mdxJsx(?:Flow|Text)Element$/.test(node.type)) return (node as Parents).children;
  return /^mdx/.test(node.type) ? [] : [node];
}
