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

const languages: ReadonlyMap<string, string> = new Map([
  ...['javascript', 'js', 'jsx'].map((label) => [label, 'javascript'] as const),
  ...['typescript', 'ts', 'tsx'].map((label) => [label, 'typescript'] as const),
]);

const labelOf = ({ name }: Variant): string => name.trim().toLowerCase();

/**
 * The variants that stay, and a marker that names the others. Only the same in JavaScript and
 * TypeScript, and commands for several package managers, are chosen from: the preferred one stays,
 * or the first package manager, if it has what the others have beside code.
 */
export function chosenVariants<V extends Variant>(
  variants: readonly V[],
  env: RenderEnv,
): { kept: readonly V[]; marker: RootContent[] } {
  const all = { kept: variants, marker: [] };
  if (variants.length < 2) return all;
  const isCommand = variants.every((variant) => packageManagers.has(labelOf(variant)));
  const kept = isCommand ? chosenCommand(variants, env) : chosenLanguage(variants, env);
  const others = variants.filter((variant) => variant !== kept);
  if (!kept || !others.every((other) => isCovered(other, kept))) return all;
  if (isCommand) for (const { blocks } of others) env.save('package-managers', blocks);
  const names = others.map(({ name }) => name.trim()).join(', ');
  const what = isCommand ? `the same for ${names}` : `the same in ${names}`;
  return { kept: [kept], marker: [markerLine(what)] };
}

function chosenCommand<V extends Variant>(variants: readonly V[], env: RenderEnv): V | undefined {
  const { packageManager } = env.document.settings.variants;
  const wanted = packageManager ?? (env.rule('package-managers') === false ? 'all' : 'first');
  if (wanted === 'all') return undefined;
  return variants.find((variant) => labelOf(variant) === wanted) ?? variants[0];
}

function chosenLanguage<V extends Variant>(variants: readonly V[], env: RenderEnv): V | undefined {
  const { language = 'all' } = env.document.settings.variants;
  const found = variants.map((variant) => languages.get(labelOf(variant)));
  const isOfEach = !found.includes(undefined) && new Set(found).size === found.length;
  return isOfEach ? variants[found.indexOf(language)] : undefined;
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
