import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { installTool, type Tool } from '../installed-tool.ts';

export interface Score {
  /** 0 to 100. */
  score: number;
  /** Checks that warn or fail. */
  problems: string[];
}

const afdocsVersion = '0.22.2';

/** Installs afdocs in a folder. */
export const installAfdocs = (folder: string): Tool =>
  installTool(folder, `afdocs@${afdocsVersion}`, 'afdocs');

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
