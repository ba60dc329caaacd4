import { toString as plainText } from 'mdast-util-to-string';
import { defineRendering, type Names } from './rendering.ts';

interface Options extends Record<string, unknown> {
  path?: Names;
  region?: Names;
  lines?: Names;
  language?: Names;
  label?: Names;
  /** Folder that paths start in, with slash at its end. */
  root?: string;
  /** Ending of paths that have none. */
  ending?: string;
}

/** The content of another file; its path is an attribute or the text inside. `path#region` names a part of it. */
export const includeFile = defineRendering<Options>(
  {
    path: 'names',
    region: 'names',
    lines: 'names',
    language: 'names',
    label: 'names',
    root: 'text',
    ending: 'text',
  },
  (element, spec, env) => {
    const given = (env.text(element, spec.path) ?? plainText(element)).trim();
    if (given === '') return [];
    const [, file = given, fragment] = /^([^#]+)(?:#(.+))?$/.exec(given) ?? [];
    const hasEnding = /\.\w+$/.test(file) || !spec.ending;
    const path = (spec.root ?? '') + file + (hasEnding ? '' : spec.ending);
    return env.include(element, {
      path,
      region: env.text(element, spec.region) ?? fragment,
      lines: env.text(element, spec.lines),
      lang: env.text(element, spec.language),
      label: env.text(element, spec.label),
    });
  },
);
