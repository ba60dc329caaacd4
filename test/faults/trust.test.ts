import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../cli/run-cli.ts';
import { runHere } from '../cli/run-here.ts';
import { folderWith } from '../setup/folder.ts';

/** A module that leaves a file behind when it runs. */
const trap = (folder: string) => `
import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(join(folder, 'sprung'))}, '');
export default { name: 'trap', kind: 'enrich', run() {} };
`;

/** Two folders side by side: `own`, that contextor is started in, and `theirs`, that is built. */
function neighbours(files: Record<string, string>) {
  const root = folderWith({ 'own/package.json': '{}', 'secret.txt': 'SECRET', ...files });
  const own = join(root, 'own');
  mkdirSync(join(root, 'theirs/docs'), { recursive: true });
  const args = ['build', '--no-cache', '--src', '../theirs/docs', '--verbose'];
  const world = { cwd: own, env: { CONTEXTOR_TEST_TOKEN: 'SECRET', HOME: root } };
  return {
    root,
    run: (...more: string[]) => runHere([...args, ...more], world),
    /** What a process of its own finds is what could reach the output. */
    runAlone: () => runCli(args, world),
    output: (path: string) => readFileSync(join(own, '.contextor', path), 'utf8'),
    sprung: () => existsSync(join(root, 'sprung')),
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => readdirSync(join(folder, name)));
}

type Claim = () => void | Promise<void>;

const claims: Record<string, Claim> = {
  'Configuration is looked for in the current folder and above it up to the top of its project, never in the folder of the sources.':
    async () => {
      const { root, run, sprung, output } = neighbours({ 'theirs/docs/a.md': '# A\n' });
      for (const folder of ['.', 'theirs', 'theirs/docs']) {
        for (const name of ['contextor.config.mjs', '.contextorrc.mjs', '.config/config.mjs']) {
          mkdirSync(join(root, folder, '.config'), { recursive: true });
          writeFileSync(join(root, folder, name), trap(root));
        }
        writeFileSync(join(root, folder, 'contextor.config.json'), '{ "profile": "nonsense" }');
      }
      expect((await run()).code).toBe(0);
      expect(output('a.mdc')).toContain('# A');
      expect(sprung()).toBe(false);
    },

  'A configuration that is named with `--config` is the only one that is read.': async () => {
    const { root, run, output, sprung } = neighbours({
      'theirs/docs/a.md': '# A\n',
      'named.json': '{ "frontmatter": "none" }',
    });
    writeFileSync(join(root, 'own/contextor.config.mjs'), trap(root));
    expect((await run('--config', '../named.json', '--out', '.contextor')).code).toBe(0);
    expect(output('a.mdc')).toBe('# A\n');
    expect(sprung()).toBe(false);
  },

  "Modules of stages and of merges are found from the configuration's project, never from the sources.":
    async () => {
      const { root, run, sprung } = neighbours({
        'theirs/docs/a.md': '# A\n',
        'own/contextor.config.json': '{ "transforms": ["./stage.mjs"], "merge": "./merge.mjs" }',
      });
      for (const folder of ['theirs', 'theirs/docs']) {
        writeFileSync(join(root, folder, 'stage.mjs'), trap(root));
        writeFileSync(join(root, folder, 'merge.mjs'), trap(root));
      }
      const { code, stderr } = await run();
      expect(code).toBe(2);
      expect(stderr).toMatch(/stage\.mjs' of "transforms" was not found/);
      expect(sprung()).toBe(false);
    },

  'Nothing that the sources hold is executed: imports, exports, expressions, scripts, tags of front matter and configurations of their frameworks are read as data.':
    async () => {
      const { root, run, sprung } = neighbours({});
      const file = JSON.stringify(join(root, 'sprung'));
      const write = `require("fs").writeFileSync(${file}, "")`;
      const body = [
        "import Trap, { run } from './trap.mjs';",
        `export const a = (() => { ${write} })();`,
        '# A',
        `<Trap onLoad={() => { ${write} }} title={run()} />`,
        `{(() => { ${write} })()} {import("./trap.mjs")} {\`\${run()}\`}`,
        `<script>${write}</script>`,
      ].join('\n\n');
      const page = `---\ntitle: !!js/function 'function () { ${write} }'\n---\n\n${body}\n`;
      const names = [
        'docs/trap.mjs',
        'docusaurus.config.js',
        'docusaurus.config.ts',
        'sidebars.js',
        'next.config.mjs',
        'astro.config.mjs',
        'docs/.vitepress/config.mjs',
        'source.config.ts',
        'docs/_meta.js',
        'docs/_meta.ts',
        'docs/remark-plugin.mjs',
        'theme.config.jsx',
      ];
      mkdirSync(join(root, 'theirs/docs/.vitepress'));
      for (const name of names) writeFileSync(join(root, 'theirs', name), trap(root));
      writeFileSync(join(root, 'theirs/package.json'), `{ "scripts": { "prepare": "touch x" } }`);
      writeFileSync(join(root, 'theirs/docs/a.mdx'), page);
      writeFileSync(join(root, 'theirs/docs/b.md'), page);
      for (const dialect of [
        'auto',
        'docusaurus',
        'vitepress',
        'nextra',
        'starlight',
        'fumadocs',
      ]) {
        expect((await run('--dialect', dialect)).code).toBe(0);
        expect(sprung()).toBe(false);
      }
    },

  'Environment variables never reach the output.': () => {
    const { root, runAlone, output } = neighbours({
      'theirs/docs/a.mdx': '# A\n\n{process.env.CONTEXTOR_TEST_TOKEN} $CONTEXTOR_TEST_TOKEN\n',
      'theirs/docs/b.md':
        '---\ntitle: ${CONTEXTOR_TEST_TOKEN}\n---\n\n{{ env.CONTEXTOR_TEST_TOKEN }}\n',
    });
    expect(runAlone().code).toBe(0);
    for (const name of ['a.mdc', 'b.mdc', 'index.jsonl', 'manifest.json']) {
      expect(output(name)).not.toContain('SECRET');
      expect(output(name)).not.toContain(root);
    }
  },

  'Includes stay inside the project: paths that lead out of it, absolute, encoded, with backslashes or through a symbolic link, are refused with a message.':
    async () => {
      const { root, run, output } = neighbours({
        'secret.md': 'SECRET',
        'theirs/package.json': '{}',
      });
      symlinkSync(join(root, 'secret.md'), join(root, 'theirs/docs/_link.md'));
      symlinkSync(root, join(root, 'theirs/docs/folder'));
      const paths = [
        '../../secret.md',
        './../../secret.md',
        join(root, 'secret.md'),
        '%2e%2e/%2e%2e/secret.md',
        '..%2f..%2fsecret.md',
        '..\\..\\secret.md',
        './_link.md',
        './folder/secret.md',
        `file://${join(root, 'secret.md')}`,
      ];
      for (const [n, path] of paths.entries()) {
        const include = `import Part from '${path.replaceAll('\\', '\\\\')}';\n\n# ${n}\n\n<Part />\n`;
        writeFileSync(join(root, `theirs/docs/${n}.mdx`), include);
        writeFileSync(join(root, `theirs/docs/v${n}.md`), `# V${n}\n\n<!--@include: ${path}-->\n`);
      }
      for (const dialect of ['docusaurus', 'vitepress']) {
        const { stderr, code } = await run('--dialect', dialect);
        expect(code).toBe(0);
        for (const n of paths.keys()) {
          const name = dialect === 'docusaurus' ? `${n}` : `v${n}`;
          expect(output(`${name}.mdc`)).toMatch(/# V?\d/);
          expect(output(`${name}.mdc`)).not.toContain('SECRET');
          expect(stderr).toMatch(new RegExp(`docs/${name}\\.mdx?\\S* warning: .*include-`));
        }
      }
    },

  'Includes never read hidden files, keys, `.git` or `node_modules`, unless `mayInclude` names them; the page says what was refused.':
    async () => {
      const { run, output } = neighbours({
        'theirs/docs/.env': 'SECRET',
        'theirs/docs/a.md': '# A\n\n<!--@include: ./.env-->\n',
      });
      const { stderr } = await run('--dialect', 'vitepress');
      expect(stderr).toMatch(/a\.md\S* warning: .*is included, but is not for readers/);
      expect(output('a.mdc')).not.toContain('SECRET');
    },

  'Linked files that lead out of the project or to private files are refused with a message, and linked folders are not entered.':
    async () => {
      const { root, run } = neighbours({
        'elsewhere/b.md': '# SECRET\n',
        'theirs/docs/a.md': '# A\n',
        'theirs/package.json': '{}',
        'theirs/.env': '# SECRET\n',
      });
      symlinkSync(join(root, 'elsewhere/b.md'), join(root, 'theirs/docs/b.md'));
      symlinkSync('../.env', join(root, 'theirs/docs/key.md'));
      symlinkSync(join(root, 'elsewhere'), join(root, 'theirs/docs/folder'));
      symlinkSync('/dev/zero', join(root, 'theirs/docs/zero.md'));
      const { stderr, code } = await run();
      expect(code).toBe(0);
      expect(stderr).toMatch(/b\.md.* This link leads out of the project and was not read/);
      expect(stderr).toMatch(/key\.md.* This link leads to a file that is hidden/);
      expect(stderr).toMatch(/zero\.md.* This link leads out of the project/);
      expect(stderr).toContain('1 written');
      expect(existsSync(join(root, 'own/.contextor/folder'))).toBe(false);
    },

  'Outputs stay inside the output folder: a link in the place of an output is replaced, a linked folder is refused.':
    async () => {
      const { root, run } = neighbours({
        'theirs/docs/a.md': '# A\n',
        'theirs/docs/sub/b.md': '# B\n',
        'victim.txt': 'untouched',
        'elsewhere/keep.txt': 'untouched',
        'own/.contextor/index.jsonl': '',
      });
      const out = join(root, 'own/.contextor');
      symlinkSync(join(root, 'victim.txt'), join(out, 'a.mdc'));
      symlinkSync(join(root, 'elsewhere'), join(out, 'sub'));
      const { stderr, code } = await run();
      expect(code).toBe(1);
      expect(stderr).toMatch(/sub\/b\.md error: .*outside the output folder, through a link/);
      expect(lstatSync(join(out, 'a.mdc')).isFile()).toBe(true);
      expect(readFileSync(join(root, 'victim.txt'), 'utf8')).toBe('untouched');
      expect(existsSync(join(root, 'elsewhere/b.mdc'))).toBe(false);
    },

  'Replacement patterns, HTML and scripts of documents stay text, in the output and in the report of a run.':
    async () => {
      const attack = '</script><script>alert(1)</script><img src=x onerror=alert(2)>';
      const { root, run, output } = neighbours({
        'theirs/docs/a.md': `---\ntitle: '${attack}'\n---\n\n# $& $1 $\`\n\n[x${attack}](nowhere-$&.md)\n\n\`\`\`js $&\n$1 $\` $'\n\`\`\`\n`,
      });
      writeFileSync(join(root, `theirs/docs/<img src=x onerror=alert(3)>.md`), '# [B](gone.md)\n');
      expect((await run('--report', 'report.html')).code).toBe(0);
      expect(output('a.mdc')).toContain("$1 $` $'\n");
      expect(output('a.mdc')).toContain('$& $1');
      const html = readFileSync(join(root, 'own/report.html'), 'utf8');
      expect(html).not.toMatch(/<script>alert|<img src=x/);
    },

  'Control characters of file names and documents are shown escaped on the terminal.': async () => {
    const evil = '\u001b]0;owned\u0007\u001b[2J\u202e';
    const { root, run } = neighbours({
      'theirs/docs/a.mdx': `# A\n\n[x](gone${evil}.md)\n\n<X${'é'}Y />\n`,
    });
    writeFileSync(
      join(root, `theirs/docs/b${evil}.md`),
      `---\n"${evil}\n---\n\n[y](gone.md) <Ab a="${evil}"/>\n`,
    );
    writeFileSync(join(root, `theirs/docs/B${evil}.md`), '# B\n');
    for (const command of ['build', 'check', 'stats', 'verify', 'inspect']) {
      const args = command === 'inspect' ? [`b${evil}.md`] : [];
      const options = command === 'stats' ? [] : ['--src', '../theirs/docs'];
      if (command === 'build') expect((await run()).stderr).toContain('\\u001b]0;owned\\u0007');
      const { stdout, stderr } = await runHere([command, ...args, ...options], {
        cwd: join(root, 'own'),
      });
      expect(stdout + stderr, command).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/,
      );
    }
  },

  'Line breaks in file names and documents do not make annotations of their own in CI.':
    async () => {
      const { root, run } = neighbours({
        'theirs/docs/a.md': '# A\n\n[x](<gone&#10;::error::forged.md>)\n',
      });
      writeFileSync(join(root, 'theirs/docs/b\n::error::forged.md'), '# B\n\n[x](gone.md)\n');
      const { stdout } = await run('--reporter', 'github');
      expect(stdout).toContain('::warning ');
      for (const line of stdout.trimEnd().split('\n'))
        expect(line).toMatch(/^::(?:warning|notice) /);
      // A parser of YAML may warn of a line, and show it.
      const cwd = folderWith({
        'myst.yml': 'version: 1\nproject: {}\n::error::forged: !x b\n',
        'docs/a.md': '# A\n\n[x](wiki:y)\n',
      });
      const { stdout: said, stderr } = await runHere(['build', '--no-cache'], { cwd });
      expect(stderr).toContain('myst');
      expect(said + stderr).not.toMatch(/^\s*::error/m);
    },

  'Names that reach the prototype of an object set nothing.': async () => {
    const { run, output } = neighbours({
      'theirs/docs/a.md':
        '---\n__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\ntitle: A\n---\n\ntext\n',
    });
    expect((await run()).code).toBe(0);
    expect(output('a.mdc') + output('index.jsonl')).not.toContain('polluted');
  },

  "What Node compiled in an earlier run is taken from the user's own cache folder, never from the shared folder for temporary files.":
    () => {
      const [temporary, home] = [folderWith({}), folderWith({})];
      const env = { TMPDIR: temporary, HOME: home };
      expect([0, 1].map(() => runCli(['build', '--help'], { env }).code)).toEqual([0, 0]);
      expect(filesIn(temporary)).toEqual([]);
      // Node 20 keeps nothing.
      const keeps = 'enableCompileCache' in module;
      expect(filesIn(home).length > 0).toBe(keeps);
    },

  'Which configurations an earlier run has checked is kept there, too, and never in the project: what a repository brings along could name stages to run.':
    async () => {
      const files = { 'docs/a.md': '# A\n', 'contextor.config.json': '{ "llmsTxt": true }' };
      const [cwd, cache] = [folderWith(files), folderWith({})];
      mkdirSync(join(cwd, 'node_modules'));
      const env = { XDG_CACHE_HOME: cache };
      expect(runCli(['build'], { cwd, env }).code).toBe(0);
      expect(readdirSync(join(cache, 'contextor/settings'))).toHaveLength(1);
      expect(existsSync(join(cwd, 'node_modules/.cache/contextor/settings'))).toBe(false);
    },

  'A build opens no connection to the network, unless it is told to work through a queue.':
    async () => {
      const { root, run } = neighbours({
        'theirs/docs/a.mdx': `import X from 'https://example.com/x.mdx';\n\n# A\n\n<X />\n\n![i](https://example.com/i.png)\n`,
        'theirs/docs/b.md':
          '# B\n\n--8<-- "https://example.com/x.md"\n\n<iframe src="https://example.com/" />\n',
      });
      const watch = join(root, 'watch.mjs');
      writeFileSync(
        watch,
        `import net from 'node:net';
       import { writeFileSync } from 'node:fs';
       const connect = net.Socket.prototype.connect;
       net.Socket.prototype.connect = function (...args) {
         writeFileSync(${JSON.stringify(join(root, 'sprung'))}, '');
         return connect.apply(this, args);
       };`,
      );
      const args = ['build', '--no-cache', '--src', '../theirs/docs', '--llms-full-txt'];
      const env = { NODE_OPTIONS: `--import ${watch}` };
      const { code } = runCli(args, { cwd: join(root, 'own'), env });
      expect(code).toBe(0);
      expect((await run('--dialect', 'mkdocs-material')).code).toBe(0);
      expect(existsSync(join(root, 'sprung'))).toBe(false);
    },
};

describe('the trust model', () => {
  test('has traps that spring', async () => {
    const { root, run, sprung } = neighbours({ 'theirs/docs/a.md': '# A\n' });
    writeFileSync(join(root, 'own/stage.mjs'), trap(root));
    writeFileSync(join(root, 'own/contextor.config.json'), '{ "transforms": ["./stage.mjs"] }');
    expect((await run()).code).toBe(0);
    expect(sprung()).toBe(true);
  });

  test.each(Object.entries(claims))('%s', (_, claim) => claim());

  test('is documented in these words', () => {
    const [, model] = readFileSync('SECURITY.md', 'utf8').split('## Trust model');
    const sentences = [...model!.matchAll(/^- (.+)$/gm)].map(([, sentence]) => sentence);
    expect(sentences).toEqual(Object.keys(claims));
  });
});
