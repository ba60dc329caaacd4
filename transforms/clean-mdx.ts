import type { RootContent } from 'mdast';
import { readImport } from './clean-mdx/imports.ts';
import { landingOf } from './clean-mdx/landing.ts';
import { Place } from './clean-mdx/place.ts';
import { tablesOf } from './clean-mdx/tables.ts';
import { reportLost, reportUnknown } from './clean-mdx/unknown.ts';
import { Walk } from './clean-mdx/walk.ts';
import { declared } from './declared.ts';
import { defineTransform } from './define.ts';
import { isBlank } from './nodes.ts';
import { operationOf } from './openapi/index.ts';
import { isScalar } from './static-value.ts';

/**
 * Renders what is not Markdown (elements, expressions, ESM, comments, fence markup) as plain
 * Markdown, by the dialect's tables. Contributes how often each unknown component was met
 * and what savings rules left out.
 */
export const cleanMdx = defineTransform({
  name: 'clean-mdx',
  ...declared['clean-mdx'],
  kind: 'transform',
  run(document) {
    const { tree } = document;
    const place = new Place({ document, nodes: tree.children, readImport });
    document.frontmatter = { ...exportedMetadata(place), ...document.frontmatter };
    const operation = operationOf(document);
    const lead = [...landingOf(document), ...operation.lead];
    const body = new Walk(place).flow([...lead, ...tree.children]);
    tree.children = [...body, ...new Walk(place).flow(operation.details)];
    reportEmpty(place);
    const unknownComponents = reportUnknown(place, tablesOf(document.dialect));
    reportLost(place);
    const { savings } = place;
    return {
      ...(unknownComponents && { unknownComponents }),
      ...(Object.keys(savings).length > 0 && { savings }),
    };
  },
});

/** Plain values of `export const metadata = { … }`, where the dialect has such beside front matter. */
function exportedMetadata({ document, scope }: Place): Record<string, string | number> {
  const isExported = document.dialect.conventions?.includes('exported-metadata') === true;
  const metadata = isExported ? scope.value('metadata') : undefined;
  if (!(metadata instanceof Map)) return {};
  return Object.fromEntries([...metadata].filter(([, value]) => isScalar(value)));
}

/** What a page does not say by itself. */
const silent: ReadonlySet<string> = new Set(['heading', 'yaml', 'definition', 'thematicBreak']);

/** Reports a page of which nothing but titles is left, where its source has more than that. */
function reportEmpty({ document, lost, unknown }: Place): void {
  const { tree, frontmatter } = document;
  const says = (node: RootContent) => !silent.has(node.type) && !isBlank(node);
  if (tree.children.some(says)) return;
  const components = [...new Set([...lost.keys(), ...unknown.keys()])].map((name) => `<${name}>`);
  const asked = ['openapi', 'asyncapi', 'api', 'template', 'layout'].find(
    (key) => key in frontmatter,
  );
  if (components.length === 0 && asked === undefined) return;
  const made = components.length > 0 ? components.join(', ') : `\`${asked}\` in its front matter`;
  document.report({
    severity: 'warning',
    rule: 'empty-page',
    reason: `The page has only a title; the site makes its content from ${made}`,
  });
}
