import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { isElement, markerLine, text } from '../nodes.ts';
import { boldLine } from './content.ts';
import { defineRendering, type RenderEnv } from './rendering.ts';

/**
 * Content for one kind of reader, `of`, or which the attribute `by` names. What is for humans only is
 * left out, in every profile, unless the setting `variants.audience` asks for it.
 */
export const audience = defineRendering({ by: 'names', of: 'text' }, (element, { by, of }, env) => {
  const reader = of ?? env.text(element, by);
  const wanted = env.document.settings.variants.audience ?? 'agents';
  const isOther = reader !== undefined && readers.has(reader) && reader !== wanted;
  return wanted !== 'all' && isOther ? [] : env.children(element);
});

const readers: ReadonlySet<string> = new Set(['humans', 'agents']);

/**
 * One of two ways to do something: its name in bold above it; within a line the ways are told apart
 * by a slash. A way that the settings do not want leaves a marker.
 */
export const variant = defineRendering(
  {
    label: 'text',
    /** The setting under `variants` that chooses, and the value that this way has there. */
    setting: 'text',
    value: 'text',
  },
  (element, { label, setting, value }, env) => {
    if (!isWanted(setting, value, env)) {
      return env.flow ? [markerLine(label ?? value ?? 'another way')] : [];
    }
    if (env.flow) {
      const content = env.blocks(element);
      return label && content.length > 0 ? [...boldLine([text(label)]), ...content] : content;
    }
    const before = env.siblings[env.siblings.indexOf(element) - 1];
    const follows = before && isElement(before) && isVariant(before, env) ? [text(' / ')] : [];
    return [...follows, ...env.children(element)];
  },
);

function isWanted(setting: string | undefined, value: string | undefined, env: RenderEnv): boolean {
  const chosen = new Map<string, unknown>(Object.entries(env.document.settings.variants)).get(
    setting ?? '',
  );
  return chosen === undefined || chosen === 'all' || chosen === value;
}

/** Whether an element is shown and is a variant too. */
function isVariant(element: ElementNode, env: RenderEnv): boolean {
  const spec = env.entry(element)?.spec;
  return spec?.as === 'variant' && isWanted(spec.setting as string, spec.value as string, env);
}

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
 * or the first package manager, and those that have more beside code than it has.
 */
export function chosenVariants<V extends Variant>(
  variants: readonly V[],
  env: RenderEnv,
): { kept: readonly V[]; marker: RootContent[] } {
  const all = { kept: variants, marker: [] };
  if (variants.length < 2) return all;
  const isCommand = variants.every((variant) => packageManagers.has(labelOf(variant)));
  // Where no command is known, which is told, the names of the managers say nothing.
  if (isCommand && variants.every(({ blocks }) => blocks.length < 2))
    return { kept: [], marker: [] };
  const chosen = isCommand ? chosenCommand(variants, env) : chosenLanguage(variants, env);
  if (!chosen) return all;
  const left = variants.filter((variant) => variant !== chosen && isCovered(variant, chosen));
  if (left.length === 0) return all;
  if (isCommand) for (const { blocks } of left) env.save('package-managers', blocks);
  const names = left.map(({ name }) => name.trim()).join(', ');
  const what = isCommand ? `the same for ${names}` : `the same in ${names}`;
  const kept = variants.filter((variant) => !left.includes(variant));
  return { kept, marker: [markerLine(what)] };
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

/**
 * Whether all of a variant but its label is code, beside other code, or stands in the other one, too.
 * So must what comments of the code say, package managers apart.
 */
function isCovered({ blocks }: Variant, by: Variant): boolean {
  const kept = new Set(by.blocks.slice(1).flatMap(keysOf));
  return blocks.slice(1).every((block) => keysOf(block).every((key) => kept.has(key)));
}

const keysOf = (block: RootContent): string[] =>
  block.type === 'code'
    ? ['code', ...commentsIn(block.value)]
    : [`${block.type} ${plainText(block)}`];

const comment = /^[ \t]*(?:#|\/\/)[ \t]+(.*)$/gm;
/** A comment of one word is a label. */
const fewestWords = 2;

function commentsIn(code: string): string[] {
  return [...code.matchAll(comment)].flatMap(([, said = '']) => {
    const words = said.toLowerCase().match(/\w+/g) ?? [];
    const own = words.filter((word) => !packageManagers.has(word));
    return own.length < fewestWords ? [] : [own.join(' ')];
  });
}
