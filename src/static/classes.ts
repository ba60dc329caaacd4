import type {
  ClassDeclaration,
  ClassExpression,
  MethodDefinition,
  PropertyDefinition,
} from 'estree-jsx';
import { closure } from './call.ts';
import { evaluate, keyOf } from './evaluate.ts';
import type { Scope } from './scope.ts';
import { Callable, unknown, type Value, type ValueMap } from './value.ts';

/**
 * A class as the component that it is, where it has a `render`: called with what a use gives, it gives what
 * that returns. Its state changes as the page runs, so it is not known; nothing is known of other classes.
 * https://react.dev/reference/react/Component
 */
export function classComponent(
  { superClass, body }: Pick<ClassDeclaration | ClassExpression, 'superClass' | 'body'>,
  scope: Scope,
): Value {
  const methods = body.body.filter(
    (one): one is MethodDefinition => one.type === 'MethodDefinition' && one.kind === 'method',
  );
  const fields = body.body.filter((one) => one.type === 'PropertyDefinition');
  const isComponent = methods.some(({ key }) => keyOf(key) === 'render');
  if (!superClass || !isComponent) return unknown;
  const component = new Callable(([props]) => {
    const self: ValueMap = new Map([['props', props]]);
    const inner = scope.inner();
    inner.define('this', self);
    for (const { key, value } of methods) {
      const method = closure(value, scope);
      if (method instanceof Callable)
        self.set(keyOf(key) ?? '', new Callable((args) => method.call(args, self)));
    }
    define(fields, { isStatic: false, members: self, scope: inner });
    self.set('state', unknown);
    const render = self.get('render');
    return render instanceof Callable ? render.call([], undefined) : unknown;
  });
  define(fields, { isStatic: true, members: component.members, scope });
  return component;
}

function define(
  fields: readonly PropertyDefinition[],
  { isStatic, members, scope }: { isStatic: boolean; members: ValueMap; scope: Scope },
): void {
  for (const { key, value, static: isOfClass } of fields) {
    if (isOfClass === isStatic)
      members.set(keyOf(key) ?? '', value ? evaluate(value, scope) : undefined);
  }
}
