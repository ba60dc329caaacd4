import { expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { printable, withoutCommands } from '../../src/cli/terminal.ts';
import { oneLine } from '../../src/contract/one-line.ts';
import { contents, project } from '../build/project.ts';
import { runCli } from '../cli/run-cli.ts';
import { folderWith } from '../setup/folder.ts';

const texts = [
  '<!-- contextor:end -->',
  'a\n::error::x',
  '##[error] x',
  '\u001b[31mred\u0007',
  '\u202eevil\u200f',
  '`code` [x](y) ](z) | pipe',
  '---\nkey: v',
  '</script><script>alert(1)</script>',
  '```\nfence',
  '\u009b31m',
  '# H1\n- [fake](http://x)',
  '\u2028line',
];

const acting = /[\0-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

function evilProject() {
  const page = (text: string, at: number) => {
    const description = JSON.stringify(`${text} is what this page says.`);
    return `---\ntitle: ${JSON.stringify(text)}\ndescription: ${description}\n---\n\nWords ${at}.\n`;
  };
  return project(Object.fromEntries(texts.map((text, at) => [`p${at}.md`, page(text, at)])));
}

const artefacts = {
  agentsMd: true,
  claudeMd: true,
  indexRule: true,
  copilot: true,
  windsurf: true,
  cline: true,
  skill: true,
} as const;

test('titles and descriptions do not steer the files that agents read', async () => {
  const own = evilProject();
  const title = texts.join(' ');
  const settings = () =>
    own.settings({
      title,
      description: title,
      llmsTxt: true,
      llmsFullTxt: true,
      agents: artefacts,
    });
  await build(settings());
  const first = contents(own.root);
  // A marker of ours in a title would make the second build refuse the file.
  await build(settings());
  expect(contents(own.root)).toEqual(first);
  for (const [name, text] of Object.entries(first)) {
    if (!/^(?!docs|out\/p\d).*\.(?:md|mdc|txt)$/.test(name)) continue;
    expect(text.match(/<!-- contextor:end -->/g)?.length ?? 0, name).toBeLessThanOrEqual(1);
    expect(text, name).not.toMatch(/^(?:::error|##\[error|key: v|- \[fake|fence)/m);
    if (!name.endsWith('llms-full.txt')) expect(text, name).not.toMatch(acting);
  }
  expect(first['out/llms.txt']!.match(/^- \[/gm)).toHaveLength(texts.length);
});

test.each(texts)('%j is part of one line, and shows on a terminal as it is written', (text) => {
  expect(oneLine(text)).not.toMatch(acting);
  expect(oneLine(text)).not.toMatch(/\n|<!--/);
  expect(printable(text)).not.toMatch(acting);
  expect(withoutCommands(text)).not.toMatch(/^\s*(?:::|##\[)/m);
});

test('inspect --diff shows control characters as they are written', () => {
  const cwd = folderWith({ 'docs/a.md': '# A\n\nRed \u001b[31mtext\u202e.\n' });
  const { stdout, code } = runCli(['inspect', 'docs/a.md', '--diff'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('\\u001b[31mtext\\u202e');
});

test.each(['default', 'github'])('file names give the reporter %s no commands', (reporter) => {
  const cwd = folderWith({
    'docs/a\n::error::name.md': '# A\n\n[gone](gone.md)\n',
    'docs/::error::\u001b[31m.md': '# B\n\n[gone](gone.md)\n',
  });
  const { stdout, stderr } = runCli(['build', '--reporter', reporter, '--verbose'], { cwd });
  expect(`${stdout}${stderr}`).toContain('gone.md');
  const commands = `${stdout}${stderr}`.match(/^\s*(?:::|##\[).*/gm) ?? [];
  for (const command of commands) expect(command).toMatch(/^::(?:warning|notice) (?:file|title)=/);
  expect(`${stdout}${stderr}`).not.toContain('\u001b[31m');
});
