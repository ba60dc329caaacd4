import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';

/** `src/pool/worker/entry.ts` -> `src/pool/worker`: the room that a file stands in. */
function roomOf(file: string): string {
  const [top, room = '', inner = ''] = file.split('/');
  if (top !== 'src') return top!;
  return room === 'pool' && !inner.endsWith('.ts') ? `src/pool/${inner}` : `src/${room}`;
}

interface Import {
  from: string;
  to: string;
  /** Gone when the program runs. */
  typeOnly: boolean;
}

const files = fastGlob.sync(['bin/**/*.ts', 'src/**/*.ts', 'transforms/**/*.ts']).sort();
const imports = files.flatMap(importsOf);

function importsOf(from: string): Import[] {
  const text = readFileSync(from, 'utf8');
  const statements = text.matchAll(
    /(?:^|\n)(?:import|export)\s+(type\s)?[^;]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/g,
  );
  return [...statements].map(([, typeOnly, named, lazy]) => ({
    from,
    to: join(dirname(from), (named ?? lazy)!),
    typeOnly: typeOnly !== undefined,
  }));
}

function forbidden(
  from: RegExp,
  to: RegExp,
  { types = false }: { types?: boolean } = {},
): string[] {
  return imports
    .filter((one) => from.test(one.from) && to.test(one.to) && (types || !one.typeOnly))
    .map((one) => `${one.from} imports ${one.to}`);
}

test('every file is short enough to be seen whole', () => {
  const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1;
  expect(files.filter((file) => lines(file) > 250)).toEqual([]);
});

test('what a file exports, another file imports', () => {
  const entries = /^src\/(?:index|engine\/index|integrations\/\w+|pool\/worker\/[\w-]+)\.ts$/;
  const folders = '{bin,src,transforms,test,scripts,bench,web,examples}/**/*.{ts,js,cjs}';
  /** The words of all files that import a file. */
  const wordsBy = new Map(files.map((file) => [file, new Set<string>()]));
  for (const user of fastGlob.sync([folders, '*.ts'])) {
    const text = readFileSync(user, 'utf8');
    const words = text.match(/[\w$]+/g) ?? [];
    const imported = text.matchAll(/(?:from\s+|import\()'(\.[^']+)'|Script\('(src[^']+)'/g);
    for (const [, near, far] of imported) {
      const own = wordsBy.get(far ?? join(dirname(user), near!));
      for (const word of own === undefined ? [] : words) own!.add(word);
    }
  }
  const idle = files
    .filter((file) => !entries.test(file))
    .flatMap((file) => {
      const names = readFileSync(file, 'utf8').matchAll(/^export (?:async )?[a-z]+\*? (\w+)/gm);
      return Array.from(names, ([, name]) => name!)
        .filter((name) => !wordsBy.get(file)!.has(name))
        .map((name) => `${file}: ${name}`);
    });
  expect(idle).toEqual([]);
});

describe('who may import whom', () => {
  test('the engine imports nothing of the project but errors and unsafe keys', () => {
    expect(
      forbidden(/^src\/engine\//, /^(?!src\/engine\/|src\/(?:errors|is-record)\.ts)/, {
        types: true,
      }),
    ).toEqual([]);
  });

  test('the checker of outputs shares the records of the dialects with what makes them, nothing else', () => {
    const makers = /^(?!transforms\/dialects\/records\.ts$)(?:transforms|src\/document)\//;
    expect(forbidden(/^src\/verify\//, makers, { types: true })).toEqual([]);
  });

  test('only the bin imports the command line', () => {
    expect(forbidden(/^(?!bin\/|src\/cli\/)/, /^src\/cli\//, { types: true })).toEqual([]);
  });

  test('the command line reaches the work through its composition roots', () => {
    const inner = /^src\/(?:engine|document|loader|pool|job)\//;
    expect(forbidden(/^src\/cli\//, inner)).toEqual([]);
  });

  test('transforms know no host, no files of the output and no command line', () => {
    const outer = /^src\/(?:pool|loader|output|cli|build|run|report)/;
    expect(forbidden(/^transforms\//, outer, { types: true })).toEqual([]);
  });

  test('documents know no transform and no host', () => {
    const outer = /^(?:transforms|src\/(?:pool|loader|output|cli|site|config)\/)/;
    expect(forbidden(/^src\/document\//, outer)).toEqual([]);
  });

  test('a worker knows no host', () => {
    const host = /^src\/(?:pool\/host|loader|cli|config)\//;
    expect(forbidden(/^src\/(?:job|pool\/worker)\//, host)).toEqual([]);
  });

  test('no two rooms import each other, by value or by type', () => {
    const edges = new Set(
      imports
        .map(({ from, to }) => [roomOf(from), roomOf(to)])
        .filter(([from, to]) => from !== to)
        .map(([from, to]) => `${from} <-> ${to}`),
    );
    const mutual = [...edges].filter((edge) =>
      edges.has(edge.split(' <-> ').reverse().join(' <-> ')),
    );
    expect(mutual).toEqual([]);
  });
});

describe('the way of a document, as ARCHITECTURE.md tells it', () => {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const way = [...text.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file]) => file!);
  const reaches = (from: string, to: string) =>
    imports.some((one) => one.from === from && one.to === to && !one.typeOnly);
  /** A thread starts from a built file, which no module imports. */
  const started = { by: 'src/pool/host/threads.ts', entry: 'src/pool/worker/entry.ts' };

  test('begins at the build and takes at most 20 files', () => {
    expect(way[0]).toBe('src/build.ts');
    expect(way.length).toBeGreaterThan(10);
    expect(way.length).toBeLessThanOrEqual(20);
    expect(way.filter((file) => !files.includes(file))).toEqual([]);
  });

  test('leads from file to file by imports', () => {
    const lost = way.slice(1).filter((file, index) => {
      const before = way.slice(0, index + 1);
      if (file === started.entry) return !before.includes(started.by);
      return !before.some((earlier) => reaches(earlier, file));
    });
    expect(lost).toEqual([]);
  });

  test('never goes back up', () => {
    const climbs = way.flatMap((file, index) =>
      way
        .slice(0, index)
        .flatMap((earlier) => (reaches(file, earlier) ? `${file} -> ${earlier}` : [])),
    );
    expect(climbs).toEqual([]);
  });

  test('names every room of the sources', () => {
    const rooms = new Set(files.map((file) => /^src\/([\w-]+)\//.exec(file)?.[1]));
    rooms.delete(undefined);
    expect([...rooms].filter((room) => !text.includes(`\`src/${room}/\``))).toEqual([]);
  });

  test('names every file beside the rooms', () => {
    const beside = files.flatMap((file) => /^src\/([\w-]+\.ts)$/.exec(file)?.[1] ?? []);
    expect(beside.filter((file) => !text.includes(`\`${file}\``))).toEqual([]);
  });

  test('names what each room imports, and nothing else', () => {
    const topRoom = (file: string) =>
      /^(?:src\/(\w+)|(transforms))\//.exec(file)?.slice(1).find(Boolean);
    const rows = [...text.matchAll(/^\| `(?:src\/)?(\w+)\/` \|.*\| ([^|]*) \|$/gm)];
    const told = rows.map(([, room, names = '']) => {
      const own = [...names.matchAll(/`([\w-]+)`/g)].map(([, name]) => name).sort();
      return [room, own.filter((name) => name !== 'src')];
    });
    const found = told.map(([room]) => {
      const others = imports.flatMap(({ from, to }) =>
        topRoom(from) === room ? [topRoom(to)] : [],
      );
      return [room, [...new Set(others)].filter((other) => other && other !== room).sort()];
    });
    expect(rows.length).toBeGreaterThan(20);
    expect(told).toEqual(found);
    const typed = rows.flatMap(([, room, names = '']) => {
      const [, types = ''] = names.split('types of');
      return [...types.matchAll(/`([\w-]+)`/g)].map(([, other]) => ({ room, other }));
    });
    const called = typed.filter(({ room, other }) =>
      imports.some(
        (one) => !one.typeOnly && topRoom(one.from) === room && topRoom(one.to) === other,
      ),
    );
    expect(called).toEqual([]);
  });
});
