import type { PhrasingContent, RootContent } from 'mdast';
import type { RenderEnv } from './rendering.ts';

/** One of several ways to say the same. */
export interface Variant {
  name: string;
  label: PhrasingContent[];
}

/** Which variants stay, and what stands in place of the others. */
export function chosenVariants<V extends Variant>(
  variants: readonly V[],
  _env: RenderEnv,
): { tabs: readonly V[]; note: RootContent[] } {
  return { tabs: variants, note: [] };
}
