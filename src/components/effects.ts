import type { CallExpression, Node } from 'estree-jsx';
import { nodesIn } from '../static/parse-script.ts';
import { Callable, type Value } from '../static/value.ts';

const setter = /^set(?:$|[A-Z])/;

/** Functions by name alone that bring no data. */
const harmless =
  /^(?:(?:add|remove)EventListener|Boolean|cancelAnimationFrame|clear(?:Interval|Timeout)|decodeURIComponent|define[A-Z]\w*|encodeURIComponent|isNaN|matchMedia|Number|on(?:Before)?Unmount(?:ed)?|parse(?:Float|Int)|provide|requestAnimationFrame|String|use(?:EventListener|Head|SeoMeta))$/;

/** Methods that call a function at once, or when something happens on the page. */
const calling =
  /^(?:(?:add|remove)EventListener|every|filter|find(?:Index)?|flatMap|forEach|map|reduce|some|sort)$/;

/** Classes whose objects bring data. */
const bringing = /^(?:EventSource|FileReader|Promise|WebSocket|Worker|XMLHttpRequest)$/;

/**
 * Whether an effect may bring the data that a page shows. One that only reads the address, what the browser keeps
 * or its size, and sets a state by it, does not: most readers see the page without.
 */
export const mayBringData = (effect: Value): boolean =>
  !(effect instanceof Callable && effect.code) || [...nodesIn(effect.code)].some(brings);

const hooks = /^(?:\$effect|on(?:BeforeMount|Mount(?:ed)?)|watch(?:Effect)?)$/;

/** Whether a script of Vue or Svelte may bring such data, by what it does itself and what it leaves to hooks. */
export const scriptMayBringData = (body: readonly Node[]): boolean =>
  body.some((statement) => statement.type === 'ExpressionStatement' && mayDo(statement.expression));

/** Whether an expression brings data; of a hook, what it is given, where a name is a function. */
function mayDo(expression: Node): boolean {
  const isHook =
    expression.type === 'CallExpression' &&
    expression.callee.type === 'Identifier' &&
    hooks.test(expression.callee.name);
  if (!isHook) return [...nodesIn(expression)].some(brings);
  const isName = ({ type }: Node) => /^(?:Identifier|MemberExpression)$/.test(type);
  const last = expression.arguments.at(-1);
  return expression.arguments.some(
    (given) => (given === last && isName(given)) || [...nodesIn(given)].some(brings),
  );
}

function brings(node: Node): boolean {
  if (node.type === 'NewExpression')
    return node.callee.type === 'Identifier' && bringing.test(node.callee.name);
  if (node.type === 'AwaitExpression' || node.type === 'ImportExpression') return true;
  return node.type === 'CallExpression' && mayBring(node as CallExpression);
}

function mayBring({ callee, arguments: given }: CallExpression): boolean {
  if (given.some((one) => one.type === 'Identifier' && setter.test(one.name))) return true;
  if (callee.type === 'Identifier') return !setter.test(callee.name) && !harmless.test(callee.name);
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return true;
  if (callee.object.type === 'ThisExpression') return true;
  const hasFunction = given.some(({ type }) => /Function/.test(type));
  return callee.property.name === 'then' || (hasFunction && !calling.test(callee.property.name));
}
