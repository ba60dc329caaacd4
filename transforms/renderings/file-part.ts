import { defineRendering, type RenderEnv } from './rendering.ts';

/**
 * Lines of a file as code. Where they begin and end is the number of a line, or a text in it:
 * `from` and `to` are part of the code, `after` and `before` are not.
 */
export const filePart = defineRendering(
  {
    path: 'names',
    language: 'names',
    title: 'names',
    from: 'names',
    to: 'names',
    after: 'names',
    before: 'names',
    /** What stands before the code, on lines of its own. */
    prefix: 'names',
  },
  (element, spec, env) => {
    const path = env.text(element, spec.path)?.trim();
    if (!path) return [];
    const file = env.document.include(path);
    const bounds = {
      from: env.text(element, spec.from),
      to: env.text(element, spec.to),
      after: env.text(element, spec.after),
      before: env.text(element, spec.before),
    };
    const lines = file.ok ? rangeOf(file.text.trimEnd().split('\n'), bounds) : undefined;
    if (file.ok && lines === undefined) reportMissing(path, bounds, { element, env });
    const prefix = env.text(element, spec.prefix)?.replace(/\\n/g, '\n');
    return env.include(element, {
      path,
      ...(lines !== undefined && { lines }),
      lang: env.text(element, spec.language) || 'text',
      label: env.text(element, spec.title),
      ...(prefix && { fill: (part) => prefix + part }),
    });
  },
);

interface Bounds {
  from?: string | undefined;
  to?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

/** The lines of a part, `3-7`; empty for all; undefined where a text is not in the file, or nothing lies between both. */
export function rangeOf(lines: readonly string[], bounds: Bounds): string | undefined {
  const first = lineOf(bounds.from ?? bounds.after, lines, 0) ?? 0;
  const start = bounds.from === undefined && bounds.after !== undefined ? first + 1 : first;
  const last = lineOf(bounds.to ?? bounds.before, lines, start) ?? lines.length - 1;
  let end = bounds.to === undefined && bounds.before !== undefined ? last - 1 : last;
  if (first < 0 || last < 0 || start > end || start >= lines.length) return undefined;
  while (end > start && lines[end]?.trim() === '') end -= 1;
  return start === 0 && end >= lines.length - 1 ? '' : `${start + 1}-${end + 1}`;
}

/** The index of a line by its number or a text in it, from another line on; -1 where there is none. */
function lineOf(
  bound: string | undefined,
  lines: readonly string[],
  start: number,
): number | undefined {
  if (bound === undefined) return undefined;
  if (/^\d+$/.test(bound)) return Number(bound) - 1;
  return lines.findIndex((line, at) => at >= start && line.includes(bound));
}

function reportMissing(
  path: string,
  bounds: Bounds,
  { element, env }: { element: Parameters<RenderEnv['include']>[0]; env: RenderEnv },
): void {
  const texts = Object.values(bounds).filter((bound) => bound !== undefined);
  env.report({
    severity: 'warning',
    rule: 'include-missing',
    about: path,
    reason: `${path} has no part between ${texts.map((one) => `"${one}"`).join(' and ')}; all of it is shown`,
    at: element,
  });
}
