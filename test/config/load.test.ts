import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';

function project(files: Record<string, string>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'contextor-config-')));
  for (const [path, text] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

describe('loadConfig', () => {
  test.each([
    ['contextor.config.json', '{ "src": "pages" }'],
    ['contextor.config.yaml', 'src: pages\n'],
    ['contextor.config.yml', 'src: pages\n'],
    ['contextor.config.js', 'module.exports = { src: "pages" };'],
    ['contextor.config.mjs', 'export default { src: "pages" };'],
    ['contextor.config.cjs', 'module.exports = { src: "pages" };'],
    ['contextor.config.ts', 'const src: string = "pages"; export default { src };'],
    ['.contextorrc', 'src: pages\n'],
    ['.contextorrc.json', '{ "src": "pages" }'],
    ['package.json', '{ "name": "x", "contextor": { "src": "pages" } }'],
  ])('finds %s', async (name, text) => {
    const cwd = project({ [name]: text });
    expect(await loadConfig({ cwd })).toEqual({
      config: { src: 'pages' },
      file: join(cwd, name),
      base: cwd,
    });
  });

  test('searches upwards to the project root', async () => {
    const root = project({ '.contextorrc.yml': 'out: context', 'packages/a/b.txt': '' });
    const found = await loadConfig({ cwd: join(root, 'packages/a') });
    expect(found).toMatchObject({ config: { out: 'context' }, base: root });
  });

  test('stops at the top of a repository', async () => {
    const root = project({
      '.contextorrc.yml': 'out: context',
      'inner/.git/HEAD': '',
      'inner/a/b': '',
    });
    expect((await loadConfig({ cwd: join(root, 'inner/a') })).file).toBeUndefined();
  });

  test('without a project, looks into no folder but the current one', async () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'contextor-config-')));
    mkdirSync(join(root, 'docs'));
    writeFileSync(join(root, 'contextor.config.mjs'), 'throw new Error("it ran")');
    expect((await loadConfig({ cwd: join(root, 'docs') })).file).toBeUndefined();
    writeFileSync(join(root, 'docs/contextor.config.mjs'), 'export default { src: "pages" }');
    expect((await loadConfig({ cwd: join(root, 'docs') })).config).toEqual({ src: 'pages' });
  });

  test('passes over a package.json without the key and gives an empty configuration', async () => {
    const cwd = project({});
    expect(await loadConfig({ cwd })).toEqual({ config: {}, file: undefined, base: cwd });
  });

  test('takes the named file, and none when told so', async () => {
    const cwd = project({ 'contextor.config.json': '{"src":"a"}', 'other.yaml': 'src: b' });
    expect((await loadConfig({ cwd, configFile: 'other.yaml' })).config).toEqual({ src: 'b' });
    expect((await loadConfig({ cwd, configFile: false })).config).toEqual({});
  });

  test.each([
    [
      'contextor.config.json',
      '{\n  "profle": "balanced"\n}',
      'CONFIG_UNKNOWN_KEY',
      'contextor.config.json:2:3: unknown key "profle"',
      'Did you mean "profile"?',
    ],
    [
      'contextor.config.yaml',
      'src: docs\ncompress:\n  maxLines: 3\n',
      'CONFIG_UNKNOWN_KEY',
      'contextor.config.yaml:3:3: unknown key "compress.maxLines"',
      'Known keys of "compress": maxCodeLines, maxDataLines, maxTableRows, maxListItems, maxSectionCharacters, maxReleases, keepLanguages.',
    ],
    [
      'contextor.config.yaml',
      'zzzzzzzzzz: 1\n',
      'CONFIG_UNKNOWN_KEY',
      'contextor.config.yaml:1:1: unknown key "zzzzzzzzzz"',
      expect.stringMatching(/^Known keys: src, out, /),
    ],
    [
      'contextor.config.yml',
      'profile: balancd\n',
      'CONFIG_INVALID_VALUE',
      'contextor.config.yml:1:1: "profile" must be "lossless", "balanced" or "compact"; received "balancd"',
      'Did you mean "balanced"?',
    ],
    [
      'contextor.config.yaml',
      'savings:\n  long-cod: false\n',
      'CONFIG_UNKNOWN_KEY',
      'contextor.config.yaml:2:3: unknown key "savings.long-cod"',
      'Did you mean "long-code"?',
    ],
    [
      'contextor.config.yaml',
      'savings:\n  link-targets: extern\n',
      'CONFIG_INVALID_VALUE',
      'contextor.config.yaml:2:3: "savings.link-targets" must be true or false, "external" or "all"; received "extern"',
      'Did you mean "external"?',
    ],
    [
      'package.json',
      '{\n  "contextor": {\n    "maxWorkers": 0 } }',
      'CONFIG_INVALID_VALUE',
      'package.json:3:5: "maxWorkers" must be "auto" or a whole number from 1; received 0',
      undefined,
    ],
    [
      'contextor.config.json',
      '{ "include": ["a",\n 3] }',
      'CONFIG_INVALID_VALUE',
      'contextor.config.json:2:2: "include.1" must be a string; received 3',
      undefined,
    ],
    [
      'contextor.config.mjs',
      'export default { components: { Tip: 3 } };',
      'CONFIG_INVALID_VALUE',
      'contextor.config.mjs: "components.Tip" must be a string or an object; received 3',
      undefined,
    ],
    [
      'contextor.config.json',
      '{ "tokenizer": "p50k" }',
      'CONFIG_INVALID_VALUE',
      'contextor.config.json:1:3: "tokenizer" must be "o200k_base", "cl100k_base" or an object; received "p50k"',
      undefined,
    ],
    [
      'contextor.config.json',
      '{ "tokenizer": { "name": "a", "factor": 0 } }',
      'CONFIG_INVALID_VALUE',
      'contextor.config.json:1:31: "tokenizer.factor" must be a number above 0; received 0',
      undefined,
    ],
    [
      'contextor.config.json',
      '{ "tokenizer": { "name": "a", "charactersPerToken": 0 } }',
      'CONFIG_INVALID_VALUE',
      'contextor.config.json:1:31: "tokenizer.charactersPerToken" must be a number above 0; received 0',
      undefined,
    ],
    [
      'contextor.config.json',
      '{ "tokenizer": { "name": "a", "factor": 2, "charactersPerToken": 4 } }',
      'CONFIG_UNKNOWN_KEY',
      'contextor.config.json:1:44: unknown key "tokenizer.charactersPerToken"',
      'Known keys of "tokenizer": name, factor, of.',
    ],
    [
      'contextor.config.json',
      '[]',
      'CONFIG_INVALID_VALUE',
      'contextor.config.json:1:1: the configuration must be an object; received []',
      undefined,
    ],
  ])('refuses %s holding %j', async (name, text, code, message, remedy) => {
    const load = loadConfig({ cwd: project({ [name]: text }) });
    await expect(load).rejects.toMatchObject({ code, message, remedy });
  });

  test('lists every problem', async () => {
    const cwd = project({ 'contextor.config.yaml': 'srcs: a\nbatchSize: x\n' });
    await expect(loadConfig({ cwd })).rejects.toThrow(/batchSize.*\n.*srcs/);
  });

  test.each([
    [
      'contextor.config.json',
      '{\n  "src": "docs",\n  "out"\n',
      /contextor\.config\.json:\d+:\d+: is not valid JSON: /,
    ],
    ['contextor.config.yaml', 'a: b: c\n', /contextor\.config\.yaml:1:\d+: is not valid YAML: /],
    [
      'contextor.config.mjs',
      'export default {',
      /contextor\.config\.mjs: the configuration cannot be loaded: /,
    ],
    [
      'contextor.config.ts',
      'export default {{',
      /contextor\.config\.ts: the configuration cannot be loaded: /,
    ],
  ])('says where %s does not parse', async (name, text, message) => {
    const load = loadConfig({ cwd: project({ [name]: text }) });
    await expect(load).rejects.toMatchObject({
      code: 'CONFIG_SYNTAX',
      message: expect.stringMatching(message),
    });
  });

  test('says that a named file is missing', async () => {
    const load = loadConfig({ cwd: project({}), configFile: 'nowhere.json' });
    await expect(load).rejects.toMatchObject({ code: 'CONFIG_UNREADABLE' });
  });
});
