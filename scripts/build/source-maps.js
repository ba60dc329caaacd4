import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { decode, encode } from '@jridgewell/sourcemap-codec';

/** Source maps without the sources, which are not published: they name the line of an internal error. */
export const sourceMaps = { sourcemap: true, sourcesContent: false };

const emptyMap = Buffer.from('{"version":3,"sources":[""],"mappings":"A"}').toString('base64');

/** Gives each file of a package a map of nothing, so that the maps tell of our lines alone. */
export const unmappedPackages = {
  name: 'unmapped-packages',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, ({ path }) => ({
      contents: `${readFileSync(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${emptyMap}`,
    }));
  },
};

/** Removes the maps of files that hold packages alone; the others tell lines, which takes a third of the space. */
export function finishMaps({ outputs }) {
  for (const [file, { inputs }] of Object.entries(outputs)) {
    if (!file.endsWith('.js')) continue;
    if (Object.keys(inputs).some(isOurs)) {
      keepLines(`${file}.map`);
      continue;
    }
    rmSync(`${file}.map`);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/\/\/# sourceMappingURL=.*\n$/, ''));
  }
}

/** Leaves of the places of each line of the output those where another line of a source begins. */
function keepLines(file) {
  const map = JSON.parse(readFileSync(file, 'utf8'));
  const mappings = decode(map.mappings).map((places) =>
    places
      .map((place) => place.slice(0, 4))
      .filter((place, at) => at === 0 || !isSameLine(place, places[at - 1])),
  );
  writeFileSync(file, JSON.stringify({ ...map, names: [], mappings: encode(mappings) }));
}

function isSameLine([, source, line], [, otherSource, otherLine]) {
  return source === otherSource && line === otherLine;
}

function isOurs(input) {
  return /^(?:bin|src|transforms)\//.test(input);
}
