import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { proseMarkerText } from '../../src/marker.ts';
import { emphasis, paragraph, text } from '../nodes.ts';
import type { RenderEnv } from './rendering.ts';

/** One of several ways to say the same, under its label. */
export interface Variant {
  name: string;
  blocks: readonly RootContent[];
}

const packageManagers: ReadonlySet<string> = new Set(
  'npm npx yarn pnpm pnpx bun bunx deno cnpm vlt'.split(' '),
);

/** Whether all labels are package managers, so that the variants hold the same commands. */
const isPackageManagers = (variants: readonly Variant[]): boolean =>
  variants.length > 1 &&
  variants.every(({ name }) => packageManagers.has(name.trim().toLowerCase()));

/**
 * The variants that stay, and a marker that names the others. Only commands for several package
 * managers are chosen from: the preferred one stays, or the first, if it has what
 * they have beside commands.
 */
export function chosenVariants<V extends Variant>(
  variants: readonly V[],
  env: RenderEnv,
): { kept: readonly V[]; marker: RootContent[] } {
  const { packageManager } = env.document.settings.variants;
  const wanted = packageManager ?? (env.rule('package-managers') === false ? 'all' : 'first');
  if (wanted === 'all' || !isPackageManagers(variants)) return { kept: variants, marker: [] };
  const kept = variants.find(({ name }) => name.trim().toLowerCase() === wanted) ?? variants[0];
  const others = variants.filter((variant) => variant !== kept);
  if (!kept || !others.every((other) => isCovered(other, kept)))
    return { kept: variants, marker: [] };
  for (const { blocks } of others) env.save('package-managers', blocks);
  const names = others.map(({ name }) => name.trim()).join(', ');
  return { kept: [kept], marker: [markerLine(`the same for ${names}`)] };
}

/** Whether all of a variant but its label is code, beside other code, or stands in the other one, too. */
function isCovered({ blocks }: Variant, by: Variant): boolean {
  const kept = new Set(by.blocks.slice(1).map(keyOf));
  return blocks.slice(1).every((block) => kept.has(keyOf(block)));
}

const keyOf = (block: RootContent): string =>
  block.type === 'code' ? 'code' : `${block.type} ${plainText(block)}`;

/** A line that says what was left out. */
export const markerLine = (what: string): RootContent =>
  paragraph([emphasis([text(proseMarkerText(what))])]);
