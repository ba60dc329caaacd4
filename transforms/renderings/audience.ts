import type { ElementNode } from '../../src/contract/element.ts';
import { isElement, text } from '../nodes.ts';
import { boldLine } from './compose.ts';
import { defineRendering, type Names, type RenderEnv } from './rendering.ts';
import { markerLine } from './variants.ts';

/**
 * Content for one kind of reader, which the attribute `by` names. What is for humans only is left
 * out, in every profile, unless the setting `variants.audience` asks for it.
 */
export const audience = defineRendering<{ by?: Names }>({ by: 'names' }, (element, { by }, env) => {
  const reader = env.text(element, by);
  const wanted = env.document.settings.variants.audience ?? 'agents';
  const isOther = reader !== undefined && readers.has(reader) && reader !== wanted;
  return wanted !== 'all' && isOther ? [] : env.children(element);
});

const readers: ReadonlySet<string> = new Set(['humans', 'agents']);

interface VariantOptions extends Record<string, unknown> {
  label?: string;
  /** The setting under `variants` that chooses, and the value that this way has there. */
  setting?: string;
  value?: string;
}

/**
 * One of two ways to do something: its name in bold above it; within a line the ways are told apart
 * by a slash. A way that the settings do not want leaves a marker.
 */
export const variant = defineRendering<VariantOptions>(
  { label: 'text', setting: 'text', value: 'text' },
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
