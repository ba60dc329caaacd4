import { reportEmpty } from './clean-mdx/empty-page.ts';
import { exportedMetadata } from './clean-mdx/exported-metadata.ts';
import { readImport } from './clean-mdx/imports.ts';
import { landingOf } from './clean-mdx/landing.ts';
import { Place } from './clean-mdx/place.ts';
import { tablesOf } from './clean-mdx/tables.ts';
import { reportLost, reportUnknown } from './clean-mdx/unknown.ts';
import { Walk } from './clean-mdx/walk.ts';
import { declared } from './declared.ts';
import { defineTransform } from './define.ts';
import { operationOf } from './openapi/index.ts';

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
