import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as api from '../src/index.ts';

test('the public values are these', () => {
  expect(Object.keys(api).sort()).toMatchInlineSnapshot(`
    [
      "ContextorError",
      "MergeConflictError",
      "build",
      "checkFixtures",
      "compileMerge",
      "defineConfig",
      "defineTransform",
      "drop",
      "fail",
      "getContext",
      "mergeContexts",
      "mergeContributions",
      "ok",
      "openContext",
      "pipeline",
      "remarkPlugin",
      "resolveSettings",
      "skip",
      "transform",
      "tryGetContext",
      "writeSite",
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
      "AnyStage",
      "BuildEvent",
      "BuildOptions",
      "BuildResult",
      "Config",
      "Context",
      "ContextSource",
      "ContextorErrorOptions",
      "Corpus",
      "CorpusContext",
      "CorpusFinding",
      "CorpusPage",
      "CorpusRule",
      "CorpusStage",
      "Document",
      "Drift",
      "Drop",
      "Dropped",
      "FieldFold",
      "FieldOutput",
      "FieldsOfStage",
      "Fixture",
      "FixtureOptions",
      "Message",
      "NavigationSection",
      "NewPage",
      "RemarkPlugin",
      "Report",
      "ResolveOptions",
      "RunMetrics",
      "Settings",
      "SiteOutputOptions",
      "SiteResult",
      "StageFields",
      "StageInputs",
      "StageSettings",
      "Transform",
      "TransformContext",
      "TransformFactory",
      "TransformOptions",
      "TransformResult",
    ]
  `);
});

test('package.json exports what the documentation names', () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(Object.keys(exports)).toEqual([
    '.',
    './engine',
    './vitepress',
    './astro',
    './docusaurus',
    './page-actions.js',
    './schema.json',
    './package.json',
  ]);
});
