import type { Transform } from '../../../transforms/define.ts';
import { ContextorError } from '../../errors.ts';
import { didYouMean } from '../../nearest.ts';

/** A stage as the graph takes it: what runs, and all that it waits for. */
export interface PlacedTransform {
  transform: Transform;
  after: string[];
}

/**
 * Puts the user's transforms among the built-in ones. Those that rewrite the tree form one chain, in
 * declared order but for what `after` and `before` say; enrichers follow the whole chain, unless
 * `before` puts them between two of its links.
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
  const chain = builtIn.filter(rewrites);
  for (const transform of own.filter(rewrites)) {
    chain.splice(position(chain, transform), 0, transform);
  }
  const enrichers = all.filter((transform) => !rewrites(transform));
  return [
    ...chain.map((transform, index) => {
      const previous = chain.slice(Math.max(0, index - 1), index);
      const early = enrichers.filter((enricher) => nextInChain(chain, enricher) === index);
      return { transform, after: names([...previous, ...early]) };
    }),
    ...enrichers.map((transform) => {
      const next = nextInChain(chain, transform);
      const asked = enrichers.filter(
        (other) => transform.after?.includes(other.name) || other.before?.includes(transform.name),
      );
      return { transform, after: names([...chain.slice(Math.max(0, next - 1), next), ...asked]) };
    }),
  ];
}

const rewrites = (transform: Transform) => transform.kind === 'transform';
const names = (transforms: readonly Transform[]) => transforms.map(({ name }) => name);

/** Right before what it must precede, else right after what it must follow, else last. */
function position(chain: readonly Transform[], transform: Transform): number {
  const followed = chain.findLastIndex((other) => transform.after?.includes(other.name));
  const latest = nextInChain(chain, transform);
  if (followed >= latest) throw contradiction(transform);
  return latest < chain.length || followed < 0 ? latest : followed + 1;
}

/** The first link of the chain that must come after this transform; the chain's length without one. */
function nextInChain(chain: readonly Transform[], transform: Transform): number {
  const index = chain.findIndex((other) => transform.before?.includes(other.name));
  return index < 0 ? chain.length : index;
}

function refuseTwice(known: readonly string[]): void {
  const twice = known.find((name, index) => known.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new ContextorError(`Two transforms are called '${twice}'.`, {
    code: 'TRANSFORM_DUPLICATE',
    remedy: 'Give yours another name.',
  });
}

function refuseUnknown({ name, after = [], before = [] }: Transform, known: string[]): void {
  const unknown = [...after, ...before].find((other) => !known.includes(other));
  if (unknown !== undefined) throw unknownStage(name, unknown, known);
}

function unknownStage(name: string, unknown: string, known: string[]): ContextorError {
  return new ContextorError(
    `The transform '${name}' is placed by '${unknown}', which is no stage.`,
    {
      code: 'TRANSFORM_UNKNOWN_STAGE',
      remedy: didYouMean(unknown, known) ?? `The stages are ${known.join(', ')}.`,
    },
  );
}

function contradiction({ name, after = [], before = [] }: Transform): ContextorError {
  return new ContextorError(
    `The transform '${name}' cannot run after ${after.join(', ')} and before ${before.join(', ')}.`,
    { code: 'TRANSFORM_ORDER', remedy: 'They run the other way round; change one of the two.' },
  );
}
