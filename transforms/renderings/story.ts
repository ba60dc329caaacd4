import type { Node, Program } from 'estree-jsx';
import { programOf } from '../../src/components/script-module.ts';
import { attributeNamed, type ElementNode } from '../../src/contract/element.ts';
import { languageOf } from '../../src/static/parse-script.ts';
import { sourceOf } from '../../src/static/scope.ts';
import { code, text } from '../nodes.ts';
import { codeBlock } from './code-block.ts';
import { boldLine } from './content.ts';
import { defineRendering, namesOf, type RenderEnv } from './rendering.ts';

/**
 * The code of a story that an attribute names, or of stories that the document is about: a Storybook shows
 * what it makes, and the code beside it. `which` says `first` or `others` of the latter; `value` and `language` are
 * of code in place of a story. https://storybook.js.org/docs/api/doc-blocks/doc-block-canvas#of
 */
export const story = defineRendering(
  { of: 'names', which: 'text', value: 'names', language: 'names' },
  (element, spec, env) => {
    const { which, value: names } = spec;
    const of = namesOf(spec.of).find((name) => attributeNamed(element, name));
    if (of === undefined && which === undefined)
      return names ? codeBlock.render(element, spec, env) : env.children(element);
    const asked = of === undefined ? metaOf(env) : expressionIn(element, of);
    const [owner = '', member] = asked?.split('.') ?? [];
    const file = env.imported(owner);
    const program = file && programOf({ ...file, lang: languageOf(file.path) });
    if (file === undefined || program === undefined) return env.unknown(element);
    const named = member ?? (/^(?:\*|default)$/.test(file.name) ? undefined : file.name);
    const all = storiesIn(program);
    const others = which === 'others' ? all.slice(1) : all.slice(0, 1);
    const blocks = (named === undefined ? others : [named]).flatMap((name) => {
      const value = codeOf(name, program, file.text);
      const label = which === 'others' ? boldLine([text(name)]) : [];
      return value === '' ? [] : [...label, code(value, file.path.split('.').at(-1))];
    });
    return blocks.length > 0 || which === 'others' ? blocks : env.unknown(element);
  },
);

/** `Stories.Basic` of `of={Stories.Basic}`. */
function expressionIn(element: ElementNode, name: string): string | undefined {
  const value = attributeNamed(element, name)?.value;
  return typeof value === 'object' && value ? /^[\w$.]+$/.exec(value.value.trim())?.[0] : undefined;
}

/** The stories that a document is about: `<Meta of={Stories} />`. */
const metaOf = ({ document }: RenderEnv): string | undefined =>
  /<Meta\s+of=\{\s*([\w$]+)\s*\}/.exec(document.text)?.[1];

type Statement = Program['body'][number];

/** The names that a statement declares, and their values where they are variables. */
function declared(statement: Statement): Map<string | undefined, Node | null | undefined> {
  const isExport = statement.type === 'ExportNamedDeclaration';
  const node = (isExport && statement.declaration) || statement;
  if (node.type === 'FunctionDeclaration') return new Map([[node.id?.name, null]]);
  if (node.type !== 'VariableDeclaration') return new Map();
  return new Map(
    node.declarations.flatMap(({ id, init }) =>
      id.type === 'Identifier' ? [[id.name, init] as const] : [],
    ),
  );
}

/** What a module exports beside its own description, in the order in which a Storybook shows it. */
const storiesIn = ({ body }: Program) =>
  body.flatMap((statement) =>
    statement.type === 'ExportNamedDeclaration'
      ? [...declared(statement).keys()].filter((name) => name !== undefined)
      : [],
  );

/** The declaration of a story, that of the template which it is bound to, and the arguments that are put on it. */
function codeOf(name: string, { body }: Program, source: string): string {
  const template = boundTo(body.map((one) => declared(one).get(name)).find(Boolean));
  const parts = body.filter((statement) => {
    const names = declared(statement);
    return names.has(name) || names.has(template) || isArgumentsOf(name, statement);
  });
  return parts.map((node) => sourceOf(node, { source })).join('\n\n');
}

/** `Template` of `Template.bind({})`. */
function boundTo(value: Node | null | undefined): string | undefined {
  if (value?.type !== 'CallExpression' || value.callee.type !== 'MemberExpression')
    return undefined;
  const { object, property } = value.callee;
  const isBound = property.type === 'Identifier' && property.name === 'bind';
  return isBound && object.type === 'Identifier' ? object.name : undefined;
}

/** `Basic.args = …` */
function isArgumentsOf(name: string, statement: Statement): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  const { expression } = statement;
  const put = expression.type === 'AssignmentExpression' ? expression.left : undefined;
  if (put?.type !== 'MemberExpression' || put.object.type !== 'Identifier') return false;
  return (
    put.object.name === name && put.property.type === 'Identifier' && put.property.name === 'args'
  );
}
