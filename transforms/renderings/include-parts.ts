import { rangeOf } from './file-part.ts';
import type { RenderEnv } from './rendering.ts';

/** The file that an element names, and what of it. */
export interface Parts {
  file: string;
  region?: string | undefined;
  lines?: string | undefined;
}

/** dumi's `RE-/from[^]+to/`: from a text to the next one of the other. */
const fromTo = /^RE-\/([^\\^$.*+?()[\]{}|]+)\[\^\]\+([^\\^$.*+?()[\]{}|]+)\/$/;

export function matchedLines(path: string, region: string | undefined, env: RenderEnv) {
  const [, from, to] = fromTo.exec(region ?? '') ?? [];
  const file = from === undefined ? undefined : env.document.include(path);
  return file?.ok ? rangeOf(file.text.split('\n'), { from, to }) : undefined;
}

export function byHash(path: string): Parts {
  const [, file = path, region] = /^([^#]+)(?:#(.+))?$/.exec(path) ?? [];
  const lines = /^L(\d+)(?:-L?(\d+))?$/.exec(region ?? '');
  return lines ? { file, lines: `${lines[1]}-${lines[2] ?? lines[1]}` } : { file, region };
}

/** PyMdown's `file.md:2:5`, `file.md:1:3,7:9` and `file.md:section`. */
export function byColon(path: string): Parts {
  const [, file = path, ranges, region] = /^(.+?):(?:([\d:,]*)|([\w.-]+))$/.exec(path) ?? [];
  const lines = ranges?.split(',').map((range) => {
    const [from, to = range.includes(':') ? '' : from] = range.split(':');
    return `${from || 1}-${to}`;
  });
  return { file, region, lines: lines?.join(',') };
}
