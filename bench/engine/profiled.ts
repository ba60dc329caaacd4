import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The parts of a CPU profile that are read here; see the Chrome DevTools Protocol, `Profiler.Profile`. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: Frame;
  }[];
  readonly samples: readonly number[];
}

interface Frame {
  readonly functionName: string;
  readonly url: string;
}

interface Profiling {
  /** Whether V8 compiles the program anew each time, as on a machine that builds for the first time. */
  readonly compileAnew: boolean;
}

/**
 * The engine's share of a cold build in one thread, as V8's profiler sees it: samples in functions of
 * `src/engine`, with what they call of V8 itself, among all in which the thread worked. Median of
 * seven builds.
 *
 * @param folder documents
 */
export function profiledShare(folder: string, { compileAnew }: Profiling): number {
  const scratch = mkdtempSync(join(tmpdir(), 'contextor-bench-'));
  try {
    const build = (name: string) => {
      const flags = ['--no-config', '--quiet', '--no-cache', '--no-parallel'];
      const places = ['--src', resolve(folder), '--out', join(scratch, 'out')];
      const cli = [resolve('dist/bin/contextor.js'), 'build', ...flags, ...places];
      execFileSync(process.execPath, ['--cpu-prof', `--cpu-prof-name=${name}`, ...cli], {
        cwd: scratch,
        env: {
          ...process.env,
          TMPDIR: scratch,
          NODE_DISABLE_COMPILE_CACHE: compileAnew ? '1' : '',
        },
      });
      rmSync(join(scratch, 'out'), { recursive: true });
      return shareOf(JSON.parse(readFileSync(join(scratch, name), 'utf8')));
    };
    // The first build makes the folder for compiled code, the second one keeps some there.
    for (const first of ['1', '2']) if (!compileAnew) build(`warm-${first}.cpuprofile`);
    const shares = Array.from({ length: 7 }, (_, at) => build(`${at}.cpuprofile`));
    return shares.sort((one, other) => one - other)[3]!;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function shareOf({ nodes, samples }: Profile): number {
  const kinds = new Map(nodes.map(({ id, callFrame }) => [id, kindOf(callFrame)]));
  const busy = samples.filter((id) => kinds.get(id) !== 'idle');
  return busy.filter((id) => kinds.get(id) === 'engine').length / busy.length;
}

/** The package has the engine in a file of its own. */
function kindOf({ functionName, url }: Frame): 'engine' | 'idle' | 'other' {
  if (functionName === '(idle)') return 'idle';
  return url.endsWith('/dist/chunks/engine.js') ? 'engine' : 'other';
}
