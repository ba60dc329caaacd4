import { code, inlineCode, paragraph, text } from '../nodes.ts';
import { defineRendering, type Names } from './rendering.ts';

interface Options extends Record<string, unknown> {
  type?: Names;
  name?: Names;
  path?: Names;
}

/**
 * A type that the site documents from its source: its expression or name in code, with the file
 * that holds it. A declaration of several lines becomes a block of code.
 */
export const typeName = defineRendering<Options>(
  { type: 'names', name: 'names', path: 'names' },
  (element, spec, env) => {
    const type = env.text(element, spec.type)?.trim();
    const path = env.text(element, spec.path);
    if (env.flow && type?.includes('\n')) return [code(type, 'ts'), ...env.blocks(element)];
    const shown = type ?? env.text(element, spec.name);
    if (!shown) return env.children(element);
    const place = path ? [text(' ('), inlineCode(path), text(')')] : [];
    const line = [text('Type: '), inlineCode(shown.replace(/\s+/g, ' ')), ...place];
    return env.flow ? [paragraph(line), ...env.blocks(element)] : line;
  },
);
