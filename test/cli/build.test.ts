import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, runCli } from './run-cli.ts';
import { runHere } from './run-here.ts';
import { startCli } from './running-cli.ts';

const docs = {
  'docs/index.md': '# Start\n\nRead the [guide](guide.md).\n',
  'docs/guide.md': '# Guide\n\nSome words.\n',
};

describe('build', () => {
  test('writes the context and a summary, and nothing to stdout', () => {
    const cwd = folderWith(docs);
    const run = runCli(['build'], { cwd });
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toMatch(/^docs -> \.contextor \(\w+, balanced\)\n/);
    expect(run.stderr).toContain('  Documents  2: 2 written, 0 unchanged, 0 failed\n');
    expect(run.stderr).toMatch(/ {2}Tokens {5}\d+ -> \d+ \(/);
    expect(readFileSync(join(cwd, '.contextor/guide.mdc'), 'utf8')).toContain(
      '# Guide\n\nSome words.\n',
    );
  });

  test('a second build writes nothing; optimize is another name', async () => {
    const cwd = folderWith(docs);
    await runHere(['build'], { cwd });
    expect((await runHere(['optimize'], { cwd })).stderr).toContain('0 written, 2 unchanged');
  });

  test('--dry-run writes nothing', async () => {
    const cwd = folderWith(docs);
    expect((await runHere(['build', '--dry-run'], { cwd })).stderr).toContain('2 would be written');
    expect(existsSync(join(cwd, '.contextor'))).toBe(false);
  });

  test('globs, files and folders choose documents', async () => {
    const cwd = folderWith({ ...docs, 'docs/api/a.md': 'a' });
    expect((await runHere(['build', 'docs/guide.md', 'api/**'], { cwd })).stderr).toContain(
      '2 written',
    );
    expect(existsSync(join(cwd, '.contextor/index.mdc'))).toBe(false);
  });

  test('--quiet prints nothing when all is well', () => {
    expect(runCli(['build', '--quiet'], { cwd: folderWith(docs) })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('--metrics-output writes every figure of the run', async () => {
    const cwd = folderWith(docs);
    await runHere(['build', '--metrics-output', 'out/metrics.json'], { cwd });
    const metrics = JSON.parse(readFileSync(join(cwd, 'out/metrics.json'), 'utf8'));
    expect(metrics).toMatchObject({
      schemaVersion: 1,
      documents: { processed: 2, written: 2, unchanged: 0, failed: 0, warnings: 0 },
      parallel_enabled: false,
      batch_size: 50,
    });
    expect(Object.keys(metrics)).toEqual(
      expect.arrayContaining([
        'max_workers',
        'total_batches',
        'avg_batch_time',
        'cpu_utilization',
        'memory_peak_mb',
        'speedup_factor',
        'merge',
        'stages',
      ]),
    );
  });

  test('--force transforms anew and writes nothing that is the same', async () => {
    const cwd = folderWith(docs);
    await runHere(['build'], { cwd });
    expect((await runHere(['build', '--force'], { cwd })).stderr).toContain(
      '0 written, 2 unchanged',
    );
  });

  test('--verbose prints every warning', async () => {
    const links = Array.from({ length: 25 }, (_, line) => `[x](missing-${line}.md)\n`).join('\n');
    const cwd = folderWith({ 'docs/a.md': links });
    const brief = await runHere(['build', '--dry-run'], { cwd });
    expect(brief.stderr.match(/broken-link/g)).toHaveLength(1);
    const all = await runHere(['build', '--dry-run', '--verbose'], { cwd });
    expect(all.stderr.match(/broken-link/g)).toHaveLength(25);
  });

  test('--watch goes on building', async () => {
    const cwd = folderWith(docs);
    const cli = startCli(['build', '--watch'], cwd);
    await cli.says(/Watching for changes/);
    cli.unseen(() => writeFileSync(join(cwd, 'docs/guide.md'), '# Guide\n\nOther words.\n'));
    await cli.says(/Rebuilt \(guide\.md\): 1 document written/);
    cli.kill('SIGTERM');
    expect(await cli.exitCode).toBe(143);
  });

  test('options win over the configuration', async () => {
    const cwd = folderWith({ ...docs, 'contextor.config.json': '{"out":"a","src":"docs"}' });
    await runHere(['build', '--out', 'b'], { cwd });
    expect(existsSync(join(cwd, 'b/guide.mdc'))).toBe(true);
    expect(existsSync(join(cwd, 'a'))).toBe(false);
  });
});

describe('reporters and exit codes', () => {
  const broken = { 'docs/a.md': '# A\n\n[x](missing.md)\n' };

  test('a warning passes, and fails under --strict', async () => {
    const cwd = folderWith(broken);
    const run = await runHere(['build'], { cwd });
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/^docs\/a\.md:3:1 warning: .*missing\.md.* broken-link$/m);
    expect((await runHere(['build', '--strict'], { cwd })).code).toBe(1);
  });

  test('json: one object on stdout, with the findings', () => {
    const run = runCli(['build', '--reporter', 'json'], { cwd: folderWith(broken) });
    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toMatchObject({
      schemaVersion: 1,
      interrupted: false,
      documents: { processed: 1, warnings: 1 },
      failed: [],
      messages: [{ rule: 'broken-link', path: 'a.md', line: 3 }],
    });
  });

  test('github: annotations on stdout', async () => {
    const run = await runHere(['build', '--reporter', 'github'], { cwd: folderWith(broken) });
    expect(run.stdout).toMatch(
      /^::warning file=docs\/a\.md,line=3,col=1,title=contextor%3A broken-link::.*\n$/,
    );
  });

  test('output over the token budget is written, and fails', async () => {
    const cwd = folderWith(docs);
    const run = await runHere(['build', '--token-budget', '3'], { cwd });
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/error: the output has \d+ tokens, over the budget of 3/);
    expect(existsSync(join(cwd, '.contextor/guide.mdc'))).toBe(true);
  });
});

describe('check', () => {
  test('says what is missing, stale and orphaned, and what fixes it', () => {
    const cwd = folderWith(docs);
    const before = runCli(['check', '--src', 'docs'], { cwd });
    expect(before.code).toBe(1);
    expect(before.stderr).toContain('missing  guide.mdc\n');
    expect(before.stderr).toContain('To fix: npx contextor build --src docs\n');
    expect(existsSync(join(cwd, '.contextor'))).toBe(false);

    runCli(['build'], { cwd });
    expect(runCli(['check'], { cwd })).toMatchObject({
      code: 0,
      stderr: 'Up to date: 2 documents.\n',
    });
    expect(runCli(['build', '--check'], { cwd }).code).toBe(0);

    writeFileSync(join(cwd, 'docs/guide.md'), '# Guide\n\nOther words.\n');
    renameSync(join(cwd, 'docs/index.md'), join(cwd, 'docs/home.md'));
    const after = runCli(['check', '--json'], { cwd });
    expect(after.code).toBe(1);
    expect(JSON.parse(after.stdout)).toMatchObject({
      schemaVersion: 1,
      stale: expect.arrayContaining(['guide.mdc']),
      missing: ['home.mdc'],
      orphaned: ['index.mdc'],
    });
  });
});
