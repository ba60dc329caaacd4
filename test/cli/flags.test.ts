import { readFileSync } from 'node:fs';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import type { OptionSpec } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { longFlag, optionName, settingsOf } from '../../src/cli/flags.ts';
import {
  optionsOf,
  outputOptions,
  performanceOptions,
  projectOptions,
  reportOptions,
} from '../../src/cli/options.ts';

const specs: readonly OptionSpec[] = [
  ...projectOptions,
  ...outputOptions,
  ...performanceOptions,
  ...reportOptions,
];

/** What commander gives for an option, and the setting that it comes to. */
const cases: readonly [flag: string, given: unknown, setting: string, value: unknown][] = [
  ['--src', 'content', 'src', 'content'],
  ['--out', 'context', 'out', 'context'],
  ['--include', 'a/**, b/*.md', 'include', ['a/**', 'b/*.md']],
  ['--exclude', 'drafts/**', 'exclude', ['drafts/**']],
  ['--repo', 'owner/name', 'repo', 'owner/name'],
  ['--ref', 'main', 'ref', 'main'],
  ['--topics', 'a,b', 'topics', ['a', 'b']],
  ['--base-url', 'https://a.dev', 'baseUrl', 'https://a.dev'],
  ['--profile', 'lossless', 'profile', 'lossless'],
  ['--dialect', 'react.dev', 'dialect', 'react.dev'],
  ['--layout', 'flat', 'layout', 'flat'],
  ['--frontmatter', 'mdc-1.0', 'frontmatter', 'mdc-1.0'],
  ['--parser', 'remark', 'parser', 'remark'],
  ['--unknown-components', 'keep', 'unknownComponents', 'keep'],
  ['--llms-txt', true, 'llmsTxt', true],
  ['--llms-full-txt', true, 'llmsFullTxt', true],
  ['--search', true, 'search', true],
  ['--token-budget', '9000', 'tokenBudget', 9000],
  ['--parallel', true, 'parallel', true],
  ['--no-parallel', false, 'parallel', false],
  ['--max-workers', 'auto', 'maxWorkers', 'auto'],
  ['--max-workers', '4', 'maxWorkers', 4],
  ['--batch-size', '7', 'batchSize', 7],
  ['--memory-limit', '256', 'memoryLimitMb', 256],
  ['--executor', 'processes', 'executor', 'processes'],
  ['--no-cache', false, 'cache', false],
  ['--strict', true, 'strict', true],
];

describe('settingsOf', () => {
  test.each(cases)('%s %j sets %s', (flag, given, setting, value) => {
    const spec = specs.find((candidate) => longFlag(candidate) === flag)!;
    expect(settingsOf({ [optionName(spec)]: given }, [spec])).toEqual({ [setting]: value });
  });

  test('an option that turns something off sets nothing where it is not given', () => {
    expect(settingsOf({ cache: true }, specs)).toEqual({});
  });

  test('every option that sets something is among them', () => {
    const setting = specs.filter(({ key }) => key !== undefined).map(longFlag);
    expect(setting.filter((flag) => !cases.some(([tested]) => tested === flag))).toEqual([]);
  });
});

test('every command and option has a test that names it', async () => {
  const tests = fastGlob
    .sync('test/**/*.test.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const flags = new Set<string>();
  for (const { name, load } of commands) {
    expect(tests).toContain(`'${name}'`);
    for (const spec of optionsOf(await load())) flags.add(longFlag(spec));
  }
  expect([...flags].filter((flag) => !tests.includes(flag))).toEqual([]);
});
