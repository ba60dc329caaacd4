import { withFrontMatter } from './clean-mdx/below-title.ts';
import { ofDefaultLayout } from './clean-mdx/default-layout.ts';
import {
  deprecationOf,
  elsewhereOf,
  landingOf,
  layoutData,
  layoutSections,
} from './clean-mdx/front-matter-content.ts';
import { readImport } from './clean-mdx/imports.ts';
import { madeOfAnother } from './clean-mdx/made-of-another.ts';
import { fileOfPage } from './clean-mdx/page-file.ts';
import { layoutOf } from './clean-mdx/page-layout.ts';
import { Place } from './clean-mdx/place.ts';
import {
  reportEmpty,
  reportLost,
  reportLostExpressions,
  reportUnknown,
  says,
} from './clean-mdx/reports.ts';
import { tablesOf } from './clean-mdx/tables.ts';
import { Walk } from './clean-mdx/walk.ts';
import { declared } from './declared.ts';
import { defineTransform } from './define.ts';
import { markOpening } from './normalize/headings.ts';
import { operationOf } from './openapi/operation.ts';
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
    tree.children = madeOfAnother(document) ?? tree.children;
    markOpening(tree.children);
    const place = new Place({ document, nodes: tree.children, readImport });
    document.frontmatter = { ...exportedMetadata(place), ...document.frontmatter };
    const operation = operationOf(document);
    const lead = [
      ...deprecationOf(document),
      ...landingOf(document),
      ...elsewhereOf(document),
      ...fileOfPage(document),
      ...operation.lead,
    ];
    const body = new Walk(place).flow([...lead, ...withFrontMatter(document)]);
    const details = new Walk(place).flow([...operation.details, ...ofDefaultLayout(place)]);
    const written = [...body, ...details];
    const made = written.some(says) ? [] : new Walk(place).flow(layoutOf(place));
    const blocks = [...written, ...made];
    const isEmpty = !blocks.some(says);
    const sections = new Walk(place).flow(layoutSections(document, isEmpty));
    tree.children = [...blocks, ...sections, ...layoutData(document, isEmpty)];
    reportEmpty(place);
    const unknownComponents = reportUnknown(place, tablesOf(document.dialect));
    reportLost(place);
    reportLostExpressions(place);
    const { savings } = place.found;
    return {
      ...(unknownComponents && { unknownComponents }),
      ...(Object.keys(savings).length > 0 && { savings }),
    };
  },
});

/**
 * Plain values of `export const metadata = { … }`, where the dialect has such beside front matter; on
 * sites of MDX alone also of `meta`, or what is exported as `title` and `description`.
 */
function exportedMetadata({ document, scope }: Place): Record<string, string | number> {
  const { name, conventions } = document.dialect;
  const isPlain = name === 'generic';
  if (!isPlain && !conventions?.includes('exported-metadata')) return {};
  const named = ['metadata', ...(isPlain ? ['meta'] : [])].map(scope.value);
  const single = ['title', 'description'].map((key) => [key, scope.value(key)] as const);
  const entries = named.find((value) => value instanceof Map) ?? (isPlain ? single : []);
  return Object.fromEntries([...entries].filter(([, value]) => isScalar(value)));
}
