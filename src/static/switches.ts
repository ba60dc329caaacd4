import { oneOf } from './branches.ts';
import { forget, returns } from './changes.ts';
import { offerCompared } from './choices.ts';
import { evaluate } from './evaluate.ts';
import type { Scope } from './scope.ts';
import { type Ending, type Of, passOver, runStatements } from './statements.ts';
import { Unknown, unknown, type Value } from './value.ts';

/** Follows the case that fits, or each of them where nobody knows which one does. */
export function runSwitch(statement: Of<'SwitchStatement'>, scope: Scope): Ending | undefined {
  const value = evaluate(statement.discriminant, scope);
  const { cases } = statement;
  // Configurations tell builds apart by it, of which the published one is not known.
  if (!scope.reading.shown) return passOver(statement, scope);
  if (value instanceof Unknown) return runCases(statement, value, scope);
  const fits = cases.findIndex(({ test }) => test && evaluate(test, scope) === value);
  const start = fits < 0 ? cases.findIndex(({ test }) => !test) : fits;
  if (start < 0) return undefined;
  const ending = runStatements(
    cases.slice(start).flatMap(({ consequent }) => consequent),
    scope.inner(),
  );
  return ending?.kind === 'break' ? undefined : ending;
}

/** Follows each case where nobody knows which one fits; gives the one that loses nothing. */
function runCases(
  statement: Of<'SwitchStatement'>,
  asked: Value,
  scope: Scope,
): Ending | undefined {
  const { cases } = statement;
  const { shown } = scope.reading;
  if (!returns(statement) || shown === undefined) {
    forget(statement, scope);
    return undefined;
  }
  const { discriminant } = statement;
  for (const { test } of cases)
    if (test) offerCompared([discriminant, asked], [test, evaluate(test, scope)], scope);
  const values: Value[] = [];
  for (const [index, { consequent }] of cases.entries()) {
    if (consequent.length === 0) continue;
    const before = shown.placed().length;
    const body = cases.slice(index).flatMap((one) => one.consequent);
    const ending = runStatements(body, scope.inner());
    forget(statement, scope);
    if (ending?.kind === 'return' && shown.placed().length > before) return ending;
    values.push(ending?.kind === 'return' ? ending.value : unknown);
  }
  return { kind: 'return', value: oneOf(values, asked, shown) };
}
