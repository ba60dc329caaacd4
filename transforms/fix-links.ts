import { walk } from '../src/document/walk.ts';
import { defineTransform } from './define.ts';
import { removeBoilerplate } from './fix-links/boilerplate.ts';
import { anchorsOf, linkScope, reportDead } from './fix-links/link-scope.ts';
import { rewriteUrl } from './fix-links/rewrite.ts';

/**
 * Makes every link lead somewhere from the output: to the site where `baseUrl` is known, else into
 * the repository where `repo` and `ref` are, else to the sibling output. What leads nowhere in the
 * source is reported and stays as it was written. Links to other sites are never touched.
 */
export const fixLinks = defineTransform({
  name: 'fix-links',
  kind: 'transform',
  after: ['normalize'],
  run(document) {
    if (document.settings.savings.boilerplate !== false) removeBoilerplate(document.tree);
    const page = document.site.pageByPath(document.path);
    // A document on its own, such as one piped through, has no site to lead to.
    if (page === undefined) return;
    const scope = linkScope(document, page, anchorsOf(document));
    walk(document.tree, (node) => {
      if (node.position !== undefined && node.type !== 'root') scope.near = node;
      if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
        node.url = rewriteUrl(node, scope);
      }
      return true;
    });
    reportDead(scope);
  },
});
