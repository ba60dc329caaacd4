import { ContextorError } from '../errors.ts';
import { hasNode } from './ancestors.ts';
import type { StageDeclaration } from './declaration.ts';
import type { PlannedStage } from './plan.ts';

/** Declared numbers in an order that puts ancestors first and keeps declared order otherwise. */
export function sortStages(declarations: readonly StageDeclaration[]): readonly number[] {
  const numbers = new Map(declarations.map(({ name }, index) => [name, index]));
  const order: number[] = [];
  const state = new Uint8Array(declarations.length);
  const dependenciesOf = (stage: number) =>
    (declarations[stage]!.options.after ?? []).map((name) => numbers.get(name)!);
  for (let root = 0; root < declarations.length; root++) {
    if (state[root] === 2) continue;
    const stack = [{ stage: root, pending: dependenciesOf(root).sort((a, b) => a - b), next: 0 }];
    state[root] = 1;
    while (stack.length > 0) {
      const frame = stack.at(-1)!;
      const dependency = frame.pending[frame.next++];
      if (dependency === undefined) {
        state[frame.stage] = 2;
        order.push(frame.stage);
        stack.pop();
      } else if (state[dependency] === 1) {
        throw cycle([...stack.map(({ stage }) => stage), dependency], declarations);
      } else if (state[dependency] === 0) {
        state[dependency] = 1;
        const pending = dependenciesOf(dependency).sort((a, b) => a - b);
        stack.push({ stage: dependency, pending, next: 0 });
      }
    }
  }
  return order;
}

function cycle(walk: readonly number[], declarations: readonly StageDeclaration[]): ContextorError {
  const loop = walk.slice(walk.indexOf(walk.at(-1)!)).reverse();
  const names = loop.map((stage) => declarations[stage]!.name);
  return new ContextorError(`The stages wait for each other: ${names.join(' -> ')}`, {
    code: 'ENGINE_CYCLE',
    remedy: "Take one of them out of another's `after`.",
  });
}

/** Only one transform may own the input at a time, and nobody may read it meanwhile. */
export function checkOwnership(stages: readonly PlannedStage[]): void {
  const transforms = stages.filter(({ kind }) => kind === 'transform');
  for (const [index, later] of transforms.entries()) {
    const earlier = transforms[index - 1];
    if (earlier === undefined || hasNode(later.ancestors, earlier.node)) continue;
    throw unordered(
      'ENGINE_UNORDERED_TRANSFORMS',
      [earlier.name, later.name],
      'both may change the input',
    );
  }
  for (const { kind, name, node, ancestors } of stages) {
    if (kind !== 'enrich') continue;
    // They have an order by now: what comes after the first of them that it does not follow is later.
    const next = transforms[firstIndex(transforms, (one) => !hasNode(ancestors, one.node))];
    if (next === undefined || hasNode(next.ancestors, node)) continue;
    throw unordered(
      'ENGINE_UNORDERED_ENRICHER',
      [next.name, name],
      'one reads the input while the other may change it',
    );
  }
}

/** The index of the first item that matches, where all after it match too; the length if none does. */
function firstIndex<Item>(items: readonly Item[], matches: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (matches(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function unordered(
  code: string,
  [first, second]: readonly [string, string],
  why: string,
): ContextorError {
  return new ContextorError(`Stages '${first}' and '${second}' have no order: ${why}`, {
    code,
    remedy: `Put one after the other: { after: ['${first}'] } on '${second}'.`,
  });
}
