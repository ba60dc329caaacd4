import type { Document } from '../../src/document/document.ts';
import { operationName } from './locate.ts';
import { type OperationNodes, operationNodes } from './operation.ts';

const none: OperationNodes = { lead: [], details: [] };

/** The operation of an API that a page's front matter names, from its description where that is there. */
export function operationOf(document: Document): OperationNodes {
  const name = operationName(document.frontmatter);
  if (name === undefined) return none;
  const nodes = operationNodes(name, document);
  if (nodes.details.length === 0 && typeof document.frontmatter.openapi === 'string') {
    const { method, path, file = 'a file of the project' } = name;
    document.report({
      severity: 'warning',
      rule: 'operation-missing',
      about: `${method} ${path}`,
      reason: `${method} ${path} is not described in ${file}; its parameters and responses are missing`,
    });
  }
  return nodes;
}
