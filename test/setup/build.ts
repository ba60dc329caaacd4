import { execFileSync } from 'node:child_process';

/** Workers and the command run from `dist`, so the tests start from a fresh build. */
export default function buildOnce(): void {
  execFileSync(process.execPath, ['scripts/build.js', '--no-types'], { stdio: 'inherit' });
}
