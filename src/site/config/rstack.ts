import type { Node, Program } from 'estree-jsx';

/**
 * Rstack has the settings of several tools in one module, `define.doc({ … })` those of Rspress: they
 * count as its export. https://rstack.rs/config
 */
export function withExport(program: Program): Program {
  const isRstack = program.body.some(
    (one) => one.type === 'ImportDeclaration' && one.source.value === 'rstack',
  );
  if (!isRstack) return program;
  const body = program.body.map((statement) => {
    if (statement.type !== 'ExpressionStatement' || !definesDocs(statement.expression))
      return statement;
    const { expression: declaration, loc } = statement;
    return { type: 'ExportDefaultDeclaration', declaration, loc } as Program['body'][number];
  });
  return { ...program, body };
}

const definesDocs = (node: Node): boolean =>
  node.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  node.callee.object.type === 'Identifier' &&
  node.callee.object.name === 'define' &&
  node.callee.property.type === 'Identifier' &&
  node.callee.property.name === 'doc';
