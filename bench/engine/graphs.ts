import { type AnyRunner, type Graph, type MergeOption, pipeline } from '../../src/engine/index.ts';

export type AnyGraph = Graph<unknown, object, Record<string, object>>;

interface Shape {
  readonly size: number;
  readonly runner: AnyRunner;
}

export function chain({ size, runner }: Shape): AnyGraph {
  return linked({ size, runner }, (index) => (index === 0 ? [] : [`s${index - 1}`]));
}

/** One stage, many that follow it, and one that follows them. */
export function fanOut({ size, runner }: Shape): AnyGraph {
  const middle = Array.from({ length: size - 2 }, (_, index) => `s${index + 1}`);
  return linked({ size, runner }, (index) => {
    if (index === 0) return [];
    return index === size - 1 ? middle : ['s0'];
  });
}

function linked({ size, runner }: Shape, after: (index: number) => string[]): AnyGraph {
  const stages = Array.from({ length: size }, (_, index) => ({
    name: `s${index}`,
    after: after(index),
    runner,
  }));
  return graphOf(stages);
}

export interface StageShape {
  readonly name: string;
  readonly after: readonly string[];
  readonly runner: AnyRunner;
}

interface Options {
  readonly merge?: MergeOption | undefined;
}

export function graphOf(stages: readonly StageShape[], options: Options = {}): AnyGraph {
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('bench', options);
  for (const { name, after, runner } of stages) builder = builder.stage(name, runner, { after });
  return builder.build();
}
