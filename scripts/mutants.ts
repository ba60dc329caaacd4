// Changes one line at a time, in a copy, and tells which changes no test of their folder sees:
// npm run test:mutants -- --seed 1 --count 50 --only engine
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import fastGlob from 'fast-glob';
import { transformSync } from 'rolldown/utils';
import { Random } from './fuzz/random.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '50' },
    only: { type: 'string', default: '' },
  },
});

/** Rooms, and the tests that have to see what changes there. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  transforms: ['test/transforms'],
  // What a syntax of a dialect becomes is a fixture of the dialect; where the parsers differed once,
  // one of the fuzzer.
  'src/document': ['test/document', 'test/fuzz/saved.test.ts', 'test/transforms/dialects'],
  'src/components': ['test/components', 'test/transforms/dialects'],
  'src/engine': ['test/engine'],
  'src/verify': ['test/verify'],
  'src/site': ['test/site'],
  // What the constructs of JavaScript in configurations mean is tested where those are read.
  'src/static': ['test/static', 'test/site'],
};

const tried = Object.keys(rooms).filter((room) => room.includes(values.only));
if (tried.length === 0)
  throw new Error(`No room is called ${values.only}; there are: ${Object.keys(rooms).join(', ')}.`);

const changes: readonly [what: RegExp, by: string][] = [
  [/ === /, ' !== '],
  [/ !== /, ' === '],
  [/ < /, ' <= '],
  [/ > /, ' >= '],
  [/ <= /, ' < '],
  [/ >= /, ' > '],
  [/ && /, ' || '],
  [/ \|\| /, ' && '],
  [/ \+ 1\b/, ''],
  [/ - 1\b/, ''],
  [/\btrue\b/, 'false'],
  [/\bfalse\b/, 'true'],
  [/^(\s+)return (?!undefined|false|null|;).+;$/, '$1return undefined as never;'],
  [/^\s+(?:if \(.+\) )?(?:continue|break|return);$/, ''],
  [/^\s+[\w.#]+\((?:[^()]|\([^()]*\))*\);$/, ''],
];

interface Mutant {
  file: string;
  line: number;
  text: string;
}

const copy = mkdtempSync(join(tmpdir(), 'contextor-mutants-'));
for (const path of execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n')) {
  cpSync(path, join(copy, path));
}
symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'junction');

/** Those that measure CPU time run alone, and only where the others see nothing. */
const projects = ['sources', 'alone'];
/** How long the tests of a room take without any change, by room and project, in milliseconds. */
const usual = new Map<string, number>();
for (const room of tried) {
  for (const project of projects) {
    const start = performance.now();
    if (!(await succeeds(room, project))) throw new Error(`${room}: its tests fail as it is.`);
    usual.set(`${room} ${project}`, performance.now() - start);
  }
}
const all = tried.flatMap((room) => fastGlob.sync(`${room}/**/*.ts`).sort().flatMap(mutantsOf));
const chosen = pick(all, Number(values.count), new Random(Number(values.seed)));
const alive: Mutant[] = [];
for (const mutant of chosen) {
  const lives = await survives(mutant);
  if (lives) alive.push(mutant);
  console.log(`${lives ? 'LIVES' : 'dies '} ${mutant.file}:${mutant.line} ${mutant.text.trim()}`);
}
rmSync(copy, { recursive: true, force: true });
const died = chosen.length - alive.length;
console.log(
  `${died} of ${chosen.length} mutants died (${Math.round((100 * died) / chosen.length)} %)`,
);
process.exitCode = died < 0.9 * chosen.length ? 1 : 0;

function mutantsOf(file: string): Mutant[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, at) => {
      if (/^\s*(?:\/\/|\*|\/\*|import |export (?:type|interface))/.test(text)) return [];
      return changes
        .filter(([what]) => what.test(text))
        .map(([what, by]) => ({ file, line: at + 1, text: text.replace(what, by) }));
    });
}

function pick(from: readonly Mutant[], count: number, random: Random): Mutant[] {
  const left = [...from];
  const picked: Mutant[] = [];
  while (picked.length < count && left.length > 0) {
    const [mutant] = left.splice(random.below(left.length), 1) as [Mutant];
    if (changesCode(mutant)) picked.push(mutant);
  }
  return picked;
}

/** Whether it can run and differs from what stands there in more than a type. */
function changesCode(mutant: Mutant): boolean {
  const source = readFileSync(mutant.file, 'utf8');
  const made = transformSync(mutant.file, mutated(source, mutant));
  return made.errors.length === 0 && made.code !== transformSync(mutant.file, source).code;
}

function mutated(source: string, { line, text }: Mutant): string {
  return source
    .split('\n')
    .with(line - 1, text)
    .join('\n');
}

/** Whether the tests of its folder succeed with a mutant; one that hangs has died. */
async function survives(mutant: Mutant): Promise<boolean> {
  const room = Object.keys(rooms).find((name) => mutant.file.startsWith(`${name}/`))!;
  const file = join(copy, mutant.file);
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, mutated(source, mutant));
  let lives = true;
  for (const project of projects) {
    const patienceMs = 3 * usual.get(`${room} ${project}`)! + 30_000;
    lives &&= await succeeds(room, project, patienceMs);
  }
  writeFileSync(file, source);
  return lives;
}

/** Files share their modules, which takes a third of the time. */
async function succeeds(room: string, project: string, patienceMs = 900_000): Promise<boolean> {
  const flags = ['--bail', '1', '--no-isolate', '--maxWorkers', '2', '--passWithNoTests'];
  const named = ['--project', project, ...rooms[room]!];
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...flags, ...named];
  const env = { ...process.env, CONTEXTOR_CORPORA: '/none' };
  // A group of its own, since a worker that hangs outlives the process that started it.
  const child = spawn(process.execPath, args, { cwd: copy, env, stdio: 'ignore', detached: true });
  const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), patienceMs);
  const [status] = await once(child, 'exit');
  clearTimeout(timer);
  return status === 0;
}
