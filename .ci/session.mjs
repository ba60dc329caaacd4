// A newcomer's session with a corpus: set up, build, edit, check, look at figures, verify.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * `test/corpora` checks what is built of each tree; this is the way there, with the smallest.
 *
 * @param installed folder whose node_modules hold contextor
 */
export function checkSession({ scratch, installed, check }) {
  const tree = join(process.env.CONTEXTOR_CORPORA, 'vitepress');
  if (!existsSync(tree)) return false;
  const repo = join(scratch, 'session');
  cpSync(tree, repo, { recursive: true });
  symlinkSync(join(installed, 'node_modules'), join(repo, 'node_modules'));
  if (!existsSync(join(repo, 'package.json'))) {
    writeFileSync(join(repo, 'package.json'), '{ "name": "session-docs", "private": true }\n');
  }
  session(repo, (step, holds) => check(`session: ${step}`, holds));
  return true;
}

function session(repo, check) {
  const contextor = (args, code, ...lines) => {
    // As a script of npm runs it; npx, which `package.mjs` tries, takes longer than the command.
    const run = spawnSync('node_modules/.bin/contextor', args, { cwd: repo, encoding: 'utf8' });
    const said = run.stdout + run.stderr;
    const ok = run.status === code && lines.every((line) => line.test(said));
    if (!ok)
      console.log(`$ contextor ${args.join(' ')}\n${said.slice(-4000)}\nexit code ${run.status}`);
    return ok;
  };
  check('init', () =>
    contextor(['init', '--yes'], 0, /Wrote contextor\.config\.yaml/, /Next: npx contextor build/),
  );
  check('build', () => contextor(['build'], 0, /[1-9][\d,]* written, 0 unchanged, 0 failed/));
  check('build again', () => contextor(['build'], 0, / 0 written, [\d,]+ unchanged, 0 failed/));
  check('edit', () => edit(firstDocument(repo)));
  check('check after an edit', () =>
    contextor(['check'], 1, /stale/, /To fix: npx contextor build/),
  );
  check('build after the edit', () =>
    contextor(['build'], 0, / 1 written, [\d,]+ unchanged, 0 failed/),
  );
  check('check', () => contextor(['check'], 0, /Up to date: [\d,]+ documents/));
  check('stats', () => contextor(['stats'], 0, /Tokens by folder/, /Largest pages/));
  check('verify', () => contextor(['verify'], 0, /: 0 findings/));
}

function edit(file) {
  appendFileSync(file, '\n\nA sentence that a newcomer wrote.\n');
  return true;
}

function firstDocument(repo) {
  const [line] = readFileSync(join(repo, '.contextor/index.jsonl'), 'utf8').split('\n');
  const src = /^src: (.+)$/m.exec(readFileSync(join(repo, 'contextor.config.yaml'), 'utf8'))[1];
  return join(repo, src, JSON.parse(line).path);
}
