// Peak memory of a build of ten times the documents against once: npm run bench:memory -- DIR
// [--runs N] [--copies 10] [--goal 1.15]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { medians, type Sample, sample } from './build/sample.ts';
import { multiplied } from './build/trees.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    copies: { type: 'string', default: '10' },
    goal: { type: 'string', default: '1.15' },
  },
});
const source = resolve(positionals[0] ?? 'docs');
const scratch = mkdtempSync(join(tmpdir(), 'contextor-memory-'));
const modes = { 'pool of 2': ['--max-workers', '2'], '--no-parallel': ['--no-parallel'] };
try {
  const once = multiplied(source, join(scratch, 'once'), 1);
  const many = multiplied(source, join(scratch, 'many'), Number(values.copies));
  for (const [name, flags] of Object.entries(modes)) {
    const samples: [Sample[], Sample[]] = [[], []];
    for (let run = 0; run < Number(values.runs); run++) {
      samples[0].push(await peak(once.folder, flags));
      samples[1].push(await peak(many.folder, flags));
    }
    const [small, large] = samples.map((taken) => medians(taken).peakMb) as [number, number];
    const ratio = large / small;
    console.log(
      `${name}: ${once.documents} documents ${Math.round(small)} MB, ${many.documents} documents ${Math.round(large)} MB, ratio ${ratio.toFixed(2)}, goal ${values.goal}`,
    );
    if (ratio > Number(values.goal)) process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function peak(folder: string, flags: readonly string[]): Promise<Sample> {
  const out = join(scratch, 'out');
  rmSync(out, { recursive: true, force: true });
  const args = ['build', '--no-config', '--quiet', '--no-cache', '--src', folder, '--out', out];
  // A build looks at the project that it is started in: the trees are none of it.
  const cwd = join(scratch, 'project');
  mkdirSync(cwd, { recursive: true });
  const command = { args: [resolve('dist/bin/contextor.js'), ...args, ...flags], cwd };
  return sample([command], scratch);
}
