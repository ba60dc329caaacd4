import { betweenCommas, type PythonNode } from './parse.ts';
import { Scope } from './scope.ts';
import { type Arguments, NotKnown, type PythonFunction, tuple, type Value } from './value.ts';

interface Parameter {
  name: string;
  kind: 'named' | 'rest' | 'rest-named' | 'only-named';
  default: Value | undefined;
}

/** The parameters of a function or lambda; defaults have their values once, where it is defined. */
export function parametersOf(
  { children }: PythonNode,
  evaluate: (node: PythonNode) => Value,
): Parameter[] {
  const parameters: Parameter[] = [];
  let isNamedOnly = false;
  for (const part of betweenCommas(children.filter(({ type }) => !/^[()/]$/.test(type)))) {
    const star = part[0]!.type;
    const name = part.find(({ type }) => type === 'VariableName')?.text;
    const given = part.findIndex(({ type }) => type === 'AssignOp');
    const kind =
      star === '*' ? 'rest' : star === '**' ? 'rest-named' : isNamedOnly ? 'only-named' : 'named';
    if (star === '*') isNamedOnly = true;
    if (name !== undefined)
      parameters.push({
        name,
        kind,
        default: given === -1 ? undefined : evaluate(part[given + 1]!),
      });
  }
  return parameters;
}

/** A function whose body runs in a scope of its own, in which the parameters have their values. */
export function functionIn(
  outer: Scope,
  parameters: readonly Parameter[],
  body: (scope: Scope) => Value,
): PythonFunction {
  return (given) =>
    outer.call(() => {
      const scope = new Scope(outer.program, outer);
      for (const [name, value] of bound(parameters, given)) scope.set(name, value);
      return body(scope);
    });
}

function bound(parameters: readonly Parameter[], { list, named }: Arguments): Map<string, Value> {
  const values = new Map<string, Value>();
  const rest = [...list];
  const restNamed = new Map(named);
  for (const { name, kind, default: otherwise } of parameters) {
    if (kind === 'rest') values.set(name, tuple(rest.splice(0)));
    else if (kind === 'rest-named') values.set(name, new Map(restNamed));
    else {
      const value = kind === 'named' && rest.length > 0 ? rest.shift() : restNamed.get(name);
      restNamed.delete(name);
      const made = value === undefined ? otherwise : value;
      if (made === undefined) throw new NotKnown();
      values.set(name, made);
    }
  }
  const takesNamed = parameters.some(({ kind }) => kind === 'rest-named');
  if (rest.length > 0 || (restNamed.size > 0 && !takesNamed)) throw new NotKnown();
  return values;
}
