import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

const generated = /<(?:ApiTabs|MimeTabs|ParamsItem|SchemaItem)\b/;
const block = /^<(?:details|div|MimeTabs|ApiTabs)\b/;
const heading = /^#{1,6}[ \t]/;

/**
 * Pages that docusaurus-openapi-docs made before its version 4: below the description of an operation
 * stands its markup to the end, which MDX cannot read where versions 1 and 2 made it. All of it stands
 * in front matter as well, where the components of version 4 have it from:
 * https://github.com/PaloAltoNetworks/docusaurus-openapi-docs
 */
export const openapiDocs: SourceSyntax = {
  name: 'openapi-docs',
  sign: /^import \w+ from "@theme\/(?:ApiTabs|MimeTabs|ParamsItem|SchemaItem)"/m,
  prepare,
};

function prepare({ lines, frontmatter }: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = lines;
  const found = text.findIndex((line, at) => kind[at] === 'text' && generated.test(line));
  const first = text.findLastIndex((line, at) => at <= found && block.test(line));
  if (first === -1 || !holdsOperation(frontmatter.api)) return edits;
  edits.remove(first, text.length - 1);
  for (const name of ['ParamsDetails', 'RequestSchema', 'StatusCodes'])
    edits.insertBefore(first, `<${name} />`, '');
  const title = text.findIndex((line, at) => kind[at] === 'text' && heading.test(line));
  const isNamed = text.some((line) => line.startsWith('<MethodEndpoint'));
  if (title !== -1 && !isNamed) {
    edits.replace(title, text[title]!.replace(heading, '# '));
    edits.insertAfter(title, '', '<MethodEndpoint />', '');
  }
  return edits;
}

/** Data of an operation, or what was deflated and is in Base64. */
const holdsOperation = (api: unknown): boolean =>
  typeof api === 'object' ? api !== null && 'responses' in api : /^eJ[\w+/]{20,}=*$/.test(`${api}`);
