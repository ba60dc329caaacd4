import type { Transform } from '../../transforms/define.ts';
import { ContextorError } from '../errors.ts';
import { didYouMean } from '../nearest.ts';

/** A stage as the graph takes it: what runs, and all that it waits for. */
export interface PlacedTransform {
  transform: Transform;
  after: string[];
}

/**
 * Puts the user's transforms among the built-in ones. Those that rewrite the tree form one chain, in
 * declared order but for what `after` and `before` say; an enricher stands as late in it as what must
 * follow it lets it, which is after its end where nothing must.
 *
 * @throws ContextorError `TRANSFORM_UNKNOWN_STAGE`, `TRANSFORM_DUPLICATE`, `TRANSFORM_ORDER`.
 */
export function placeTransforms(
  builtIn: readonly Transform[],
  own: readonly Transform[],
): PlacedTransform[] {
  const all = [...builtIn, ...own];
  refuseTwice(names(all));
  for (const transform of own) refuseUnknown(transform, names(all));
  const order = new Order(all, builtIn.filter(rewrites));
  const chain = builtIn.filter(rewrites);
  for (const transform of own.filter(rewrites)) {
    chain.splice(order.placeIn(chain, transform), 0, transform);
  }
  for (const transform of chain) order.refuseAfterRendering(transform);
  const enrichers = all.filter((transform) => !rewrites(transform));
  const slots = new Map(enrichers.map((one) => [one, order.firstAfter(chain, one)]));
  const placedAt = (index: number, transform: Transform, early: readonly Transform[] = []) => {
    const previous = names([...chain.slice(Math.max(0, index - 1), index), ...early]);
    return { transform, after: [...new Set([...previous, ...order.named(transform)])] };
  };
  return [
    ...chain.map((transform, index) => {
      const early = enrichers.filter((enricher) => slots.get(enricher) === index);
      return placedAt(index, transform, early);
    }),
    ...enrichers.map((transform) => placedAt(slots.get(transform)!, transform)),
  ];
}

const rewrites = (transform: Transform) => transform.kind === 'transform';
const names = (transforms: readonly Transform[]) => transforms.map(({ name }) => name);

/** Who must come before whom, as all stages together say. */
class Order {
  /** By name, those that must come right before. */
  readonly #before = new Map<string, Set<string>>();

  constructor(all: readonly Transform[], chain: readonly Transform[]) {
    for (const { name } of all) this.#before.set(name, new Set());
    for (const { name, after = [], before = [] } of all) {
      for (const other of after) this.#before.get(name)!.add(other);
      for (const other of before) this.#before.get(other)!.add(name);
    }
    this.#measureLast(all);
    const links = new Map(chain.slice(1).map(({ name }, index) => [name, chain[index]!.name]));
    refuseCircle(names(all), (name) => {
      const link = links.get(name);
      return [...this.#before.get(name)!, ...(link === undefined ? [] : [link])];
    });
  }

  /** The stages that this one names, or that name it, as earlier. */
  named({ name }: Transform): ReadonlySet<string> {
    return this.#before.get(name)!;
  }

  /** Right before what must follow it, else after what it must follow, else last. */
  placeIn(chain: readonly Transform[], transform: Transform): number {
    const latest = this.firstAfter(chain, transform);
    if (latest < chain.length) return latest;
    const above = this.#above(transform.name);
    const followed = chain.findLastIndex(({ name }) => above.has(name));
    return followed < 0 ? chain.length : followed + 1;
  }

  /** The first link of the chain that must come after a stage; the chain's length without one. */
  firstAfter(chain: readonly Transform[], { name }: Transform): number {
    const index = chain.findIndex((other) => this.#above(other.name).has(name));
    return index < 0 ? chain.length : index;
  }

  /** Front matter counts among the tokens of the output. */
  #measureLast(all: readonly Transform[]): void {
    const measuring = this.#before.get('statistics');
    if (measuring === undefined) return;
    for (const { name, kind, output } of all) {
      const shows = kind === 'enrich' && (output?.frontMatter ?? []).length > 0;
      const follows = name === 'statistics' || this.#above(name).has('statistics');
      if (shows && !follows) measuring.add(name);
    }
  }

  /** What is rendered and measured is the final tree. */
  refuseAfterRendering({ name, after = [] }: Transform): void {
    const reading = ['render', 'statistics'].filter((stage) => this.#above(name).has(stage));
    const late = reading.find((stage) => after.includes(stage)) ?? reading[0];
    if (late === undefined) return;
    throw new ContextorError(
      `the transform '${name}' would rewrite the tree after '${late}', which reads the final one`,
      { code: 'TRANSFORM_ORDER', remedy: `Put '${name}' before '${late}'.` },
    );
  }

  /** All that must come before a stage. */
  #above(name: string): ReadonlySet<string> {
    const above = new Set<string>(this.#before.get(name));
    for (const other of above) for (const further of this.#before.get(other)!) above.add(further);
    return above;
  }
}

/** Refuses stages that must come before themselves. */
function refuseCircle(all: readonly string[], earlier: (name: string) => readonly string[]): void {
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): void => {
    if (done.has(name)) return;
    if (way.includes(name)) {
      const circle = [...way.slice(way.indexOf(name)), name].reverse();
      throw new ContextorError(
        `stages would have to run before themselves: ${circle.join(' -> ')}`,
        { code: 'TRANSFORM_ORDER', remedy: 'Change the `after` or `before` of one of them.' },
      );
    }
    for (const other of earlier(name)) visit(other, [...way, name]);
    done.add(name);
  };
  for (const name of all) visit(name, []);
}

function refuseTwice(known: readonly string[]): void {
  const twice = known.find((name, index) => known.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new ContextorError(`two transforms are called '${twice}'`, {
    code: 'TRANSFORM_DUPLICATE',
    remedy: 'Give your transform another name.',
  });
}

function refuseUnknown({ name, after = [], before = [] }: Transform, known: string[]): void {
  const unknown = [...after, ...before].find((other) => !known.includes(other));
  if (unknown === undefined) return;
  throw new ContextorError(
    `the transform '${name}' is placed by '${unknown}', which is not a stage`,
    {
      code: 'TRANSFORM_UNKNOWN_STAGE',
      remedy: didYouMean(unknown, known) ?? `The stages are ${known.join(', ')}.`,
    },
  );
}
