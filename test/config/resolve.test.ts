import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveSettings } from '../../src/config/resolve.ts';

describe('resolveSettings', () => {
  test('flags win over the configuration, which wins over defaults', () => {
    const settings = resolveSettings(
      { profile: 'lossless', batchSize: 7 },
      { cwd: '/project', flags: { profile: 'compact' } },
    );
    expect(settings).toMatchObject({ profile: 'compact', batchSize: 7, layout: 'tree' });
  });

  test('paths of the configuration start at its folder, those of flags at the working folder', () => {
    const settings = resolveSettings(
      { src: 'content' },
      { cwd: '/project/sub', base: '/project', flags: { out: 'context' } },
    );
    expect(settings).toMatchObject({
      cwd: '/project',
      sourceRoot: '/project/content',
      outRoot: '/project/sub/context',
    });
  });

  test('settles the number of workers', () => {
    expect(resolveSettings({}, { cwd: '/p' }).maxWorkers).toBe(availableParallelism());
    expect(resolveSettings({ maxWorkers: 3 }, { cwd: '/p' }).maxWorkers).toBe(3);
  });

  test('the settings are frozen, the objects of the user are not', () => {
    const merge = {};
    const settings = resolveSettings({ merge }, { cwd: '/p' });
    expect(Object.isFrozen(settings)).toBe(true);
    expect(Object.isFrozen(settings.include)).toBe(true);
    expect(Object.isFrozen(merge)).toBe(false);
  });

  test.each([
    ['docs', 'docs', '/project/.contextor'],
    ['docs', 'docs/out', '/project/.contextor'],
    ['.', 'context', 'a hidden folder with --out or "out", such as /project/.contextor'],
    ['.', '.', '/project/.contextor'],
    ['docs', 'docs/.contextor', '/project/.contextor'],
  ])('refuses an output folder inside the source: %s, %s', (src, out, instead) => {
    expect(() => resolveSettings({ src, out }, { cwd: '/project' })).toThrow(
      expect.objectContaining({
        code: 'OUT_INSIDE_SOURCE',
        remedy: expect.stringContaining(instead),
      }),
    );
  });

  test('a project that is its own source folder may write to a hidden folder', () => {
    expect(resolveSettings({ src: '.' }, { cwd: '/p' }).outRoot).toBe('/p/.contextor');
  });

  test('sees through symbolic links', () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'contextor-nesting-')));
    mkdirSync(join(root, 'docs'));
    symlinkSync(join(root, 'docs'), join(root, 'alias'));
    expect(() => resolveSettings({ out: 'alias/out' }, { cwd: root })).toThrow(/inside the source/);
  });

  test('a folder whose name only begins alike is not part of the source', () => {
    expect(resolveSettings({ out: 'docs-out' }, { cwd: '/p' }).outRoot).toBe('/p/docs-out');
    expect(resolveSettings({ src: 'a/docs', out: 'a/..docs' }, { cwd: '/p' }).outRoot).toBe(
      '/p/a/..docs',
    );
  });

  test('refuses values that the schema refuses', () => {
    expect(() => resolveSettings({ batchSize: 0 }, { cwd: '/p' })).toThrow(
      '"batchSize" must be a whole number from 1; received 0',
    );
  });
});
