import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as api from '../src/index.ts';

test('the public values are these', () => {
  expect(Object.keys(api).sort()).toMatchInlineSnapshot(`
    [
      "ContextorError",
      "MergeConflictError",
      "build",
      "compileMerge",
      "defineConfig",
      "defineTransform",
      "fail",
      "getContext",
      "mergeContexts",
      "mergeContributions",
      "ok",
      "pipeline",
      "resolveSettings",
      "skip",
      "transform",
      "tryGetContext",
    ]
  `);
});

test('the public types are these', () => {
  const index = readFileSync('src/index.ts', 'utf8');
  const named = [...index.matchAll(/\btype (\w+)|export type \{([^}]+)\}/g)].flatMap(
    ([, one, list]) => one ?? list!.split(',').map((name) => name.trim()),
  );
  expect(named.filter((name) => name !== '').sort()).toMatchInlineSnapshot(`
    [
      "BuildEvent",
      "BuildOptions",
      "BuildResult",
      "Config",
      "ContextorErrorOptions",
      "Document",
      "Drift",
      "Message",
      "Report",
      "ResolveOptions",
      "RunMetrics",
      "Settings",
      "Transform",
      "TransformContext",
      "TransformOptions",
      "TransformResult",
    ]
  `);
});

test('package.json exports what the documentation names', () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(Object.keys(exports)).toEqual(['.', './engine', './schema.json', './package.json']);
});
