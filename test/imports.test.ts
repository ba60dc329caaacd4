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

describe('who may import whom', () => {
  test('the engine imports nothing of the project but errors', () => {
    expect(
      forbidden(/^src\/engine\//, /^(?!src\/engine\/|src\/errors\.ts)/, { types: true }),
    ).toEqual([]);
  });

  test('the checker of outputs shares nothing with what makes them', () => {
    expect(forbidden(/^src\/verify\//, /^(?:transforms|src\/document)\//, { types: true })).toEqual(
      [],
    );
  });

  test('only the bin imports the command line', () => {
    expect(forbidden(/^(?!bin\/|src\/cli\/)/, /^src\/cli\//, { types: true })).toEqual([]);
  });

  test('the command line reaches the work through its composition roots', () => {
    const inner = /^src\/(?:engine|document|loader|pool|emitter|corpus)\//;
    expect(forbidden(/^src\/cli\//, inner)).toEqual([]);
  });

  test('transforms know no host, no files of the output and no command line', () => {
    const outer = /^src\/(?:pool|loader|emitter|corpus|cli|build|run|publish|report)/;
    expect(forbidden(/^transforms\//, outer, { types: true })).toEqual([]);
  });

  test('documents know no transform and no host', () => {
    const outer = /^(?:transforms|src\/(?:pool|loader|emitter|corpus|cli|site|config)\/)/;
    expect(forbidden(/^src\/document\//, outer)).toEqual([]);
  });

  test('a worker knows no host', () => {
    const host = /^src\/(?:pool\/host|loader|corpus|cli|config)\//;
    expect(forbidden(/^src\/pool\/worker\//, host)).toEqual([]);
  });

  test('no two rooms import each other', () => {
    const edges = new Set(
      imports
        .filter(({ typeOnly }) => !typeOnly)
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
