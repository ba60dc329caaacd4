import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { decode, encode } from '@jridgewell/sourcemap-codec';

/**
 * Puts the maps of all chunks into one file, by the names of the chunks. Of each it leaves what names the
 * line of an internal error: the lines of our own sources, which takes a third of the space.
 */
export function joinMaps(folder, chunks) {
  const maps = {};
  for (const { fileName, isEntry, map: made } of chunks) {
    if (made === null) continue;
    const file = `${join(folder, fileName)}.map`;
    const map = JSON.parse(readFileSync(file, 'utf8'));
    rmSync(file);
    map.sources = map.sources.map((source) => inProject(resolve(dirname(file), source)));
    // An entry only starts what chunks hold.
    if (!isEntry && map.sources.some(isOurs)) maps[basename(fileName)] = linesOfOurs(map);
  }
  writeFileSync(join(folder, 'chunks', 'source-maps.json'), JSON.stringify(maps));
}

/** `src/build.ts`, wherever the package is built to. */
function inProject(path) {
  return relative('.', path).split(sep).join('/');
}

/** Leaves of the places of each line of the output those where another line of a source begins. */
function linesOfOurs({ version, sources, mappings }) {
  const ours = sources.filter(isOurs);
  const place = ([column, source, line, from]) =>
    isOurs(sources[source]) ? [column, ours.indexOf(sources[source]), line, from] : [column];
  const lines = decode(mappings).map((places) =>
    places.map(place).filter((each, at, all) => at === 0 || !isSameLine(each, all[at - 1])),
  );
  return { version, sources: ours, names: [], mappings: encode(lines) };
}

function isSameLine([, source, line], [, otherSource, otherLine]) {
  return source === otherSource && line === otherLine;
}

function isOurs(source) {
  return source !== undefined && /^(?:bin|src|transforms)\//.test(source);
}
