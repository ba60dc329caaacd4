import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The program that runs afdocs, and afdocs. */
export interface Tool {
  node: string;
  script: string;
}

export interface Score {
  /** 0 to 100. */
  score: number;
  /** Checks that warn or fail. */
  problems: string[];
}

const afdocsVersion = '0.22.2';

/** Installs afdocs, and Node 22 where this is an older one. */
export function installAfdocs(folder: string): Tool {
  const isNew = Number(process.versions.node.split('.')[0]) >= 22;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  const packages = [`afdocs@${afdocsVersion}`, ...(isNew ? [] : ['node@22'])];
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: folder,
    stdio: 'ignore',
  });
  const bin = join(folder, 'node_modules', '.bin');
  return { node: isNew ? process.execPath : join(bin, 'node'), script: join(bin, 'afdocs') };
}

interface Result {
  id: string;
  status: string;
  message: string;
  details?: { pageResults?: { url: string; issues?: string[] }[] };
}

/** Runs all checks of afdocs on a site. */
export async function scoreOf(url: string, { node, script }: Tool): Promise<Score> {
  const { stdout } = await promisify(execFile)(
    node,
    [
      ...[script, 'check', url, '--format', 'json', '--score', '--quiet'],
      ...['--sampling', 'deterministic', '--request-delay', '0', '--max-concurrency', '8'],
    ],
    { maxBuffer: 256 * 1024 * 1024 },
  ).catch((error: { stdout: string }) => error);
  const report = JSON.parse(stdout);
  const results: Result[] = report.results;
  return {
    score: (report.scoring ?? report.score).overall,
    problems: results
      .filter(({ status }) => status === 'warn' || status === 'fail')
      .flatMap(({ id, status, message, details }) => [
        `${status} ${id}: ${message}`,
        ...(details?.pageResults ?? []).flatMap(({ url: page, issues = [] }) =>
          issues.map((issue) => `  ${page}: ${issue}`),
        ),
      ]),
  };
}
