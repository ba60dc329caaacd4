import { spawnSync } from 'node:child_process';
import type { Site } from './install-site.ts';

/** Builds a site by its own command, with contextor or without, and gives the seconds of CPU that it took. */
export function cpuOfBuild({ cwd }: Site, { plain = false } = {}): number {
  // Without scripts, since one of them may be contextor.
  const command = `npm run build ${plain ? '--ignore-scripts' : ''} >&2 && times`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      ASTRO_TELEMETRY_DISABLED: '1',
      ...(plain && { PLAIN: '1' }),
    },
  });
  if (status !== 0) throw new Error(stderr);
  // The second line is of the shell's children: user and system time.
  const times = [
    ...stdout
      .trim()
      .split('\n')
      .at(-1)!
      .matchAll(/(\d+)m([\d.]+)s/g),
  ];
  return times.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}
