import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../src/build.ts';
import { printable, withoutCommands } from '../../src/cli/terminal.ts';
import { oneLine } from '../../src/contract/safe-text.ts';
import { searchText } from '../../src/mcp/answers.ts';
import { serveHttp } from '../../src/mcp/http.ts';
import { createMcpServer } from '../../src/mcp/server.ts';
import { writeReport } from '../../src/report/write.ts';
import { openContext } from '../../src/search/open.ts';
import { serveSite } from '../../src/serve-site.ts';
import { project } from '../build/project.ts';
import { runHere } from '../cli/run-here.ts';
import { contents, folderWith } from '../setup/folder.ts';
import { acting, combined, evilLists, evilPages, texts } from './evil-texts.ts';

function evilProject() {
  const own = project(evilPages(combined));
  own.write('docusaurus.config.js', `export default ${JSON.stringify({ title: texts.join(' ') })}`);
  return own;
}

test('titles and descriptions do not steer the files that agents read', async () => {
  const own = evilProject();
  const settings = () => own.settings({ ...evilLists, dialect: 'docusaurus' });
  const result = await build(settings());
  expect(result.metrics.documents).toMatchObject({ written: 3 * combined.length, failed: 0 });
  const first = contents(own.root);
  // A marker of ours in a title would make the second build refuse the file.
  await build(settings());
  expect(contents(own.root)).toEqual(first);
  const ofPages = new Set(
    Object.keys(first).filter((name) => /^(?:docs|out\/(?!skills).*\.mdc$)/.test(name)),
  );
  for (const [name, text] of Object.entries(first)) {
    if (ofPages.has(name) || !/\.(?:md|mdc|txt)$/.test(name)) continue;
    const ours = withoutBodies(text);
    expect(ours.match(/<!-- contextor:end -->/g)?.length ?? 0, name).toBeLessThanOrEqual(1);
    expect(ours, name).not.toMatch(/^\s*(?:::|##\[|key: v|- \[fake|fence)/m);
    expect(ours, name).not.toMatch(acting);
  }
  expect(first['out/llms.txt']!.match(/^- \[/gm)).toHaveLength(3 * combined.length);
  // The heading that is made of a title; what pages say themselves stays as written.
  const headings = [...ofPages]
    .filter((name) => name.startsWith('out/'))
    .map((name) => /^# .*/m.exec(first[name]!)![0]);
  for (const heading of headings) expect(heading).not.toMatch(acting);

  const report = join(own.root, 'report.html');
  await writeReport(report, { settings: settings(), result });
  const html = readFileSync(report, 'utf8');
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  // In HTML neither tabs nor ends of lines do anything.
  expect(html.replace(/[\t\u2028]/g, ' ')).not.toMatch(acting);

  const docs = await openContext(own.out);
  const found = await docs.search('words', { limit: 50 });
  expect(searchText(found)).not.toMatch(/^\s*(?:::|##\[)/m);
  const pack = await docs.pack('words', { budget: 20_000 });
  const tags = pack.text.match(/^<document .*>$/gm)!;
  expect(tags.length).toBeGreaterThan(10);
  for (const tag of tags) expect(tag).not.toMatch(acting);

  const facets = await docs.facets();
  const server = await serveHttp(() => createMcpServer(docs, facets), {});
  const client = new Client({ name: 'test', version: '1' });
  onTestFinished(async () => {
    await client.close();
    await server.close();
  });
  await client.connect(new StreamableHTTPClientTransport(new URL(server.url)));
  const ask = async (name: string, args: Record<string, unknown>) => {
    const { content } = await client.callTool({ name, arguments: args });
    return (content as { text: string }[])[0]!.text;
  };
  const answers = [await ask('search', { query: 'words', limit: 50 })];
  for (const { id } of found.hits.slice(0, 20)) answers.push(await ask('read', { id }));
  const ours = answers.flatMap((text) => text.match(/^(?:- |Source: ).*/gm) ?? []);
  expect(ours.length).toBeGreaterThan(50);
  for (const line of ours) expect(line).not.toMatch(acting);
  expect(answers[0]).not.toMatch(/^\s*(?:::|##\[)/m);
  const { resources } = await client.listResources();
  expect(resources).toHaveLength(3 * combined.length);
  for (const { uri } of resources.slice(0, 3 * texts.length)) {
    expect(uri).not.toMatch(/[^!-~]/);
    // A number sign begins the name of a section.
    if (uri.includes('%23')) continue;
    expect((await client.readResource({ uri })).contents).toHaveLength(1);
  }
}, 180_000);

test('the twins of a site, its lists and what serves them are not steered by names and titles', async () => {
  const own = evilProject();
  own.write('package.json', '{}');
  own.write('dist/index.html', '<h1>Acme</h1>');
  const settings = own.settings({ site: 'dist', baseUrl: 'https://acme.dev/docs', search: false });
  const server = await serveSite(settings);
  onTestFinished(() => server.close());
  server.update(settings, await build(settings));
  const list = await (await fetch(`${server.url}/llms.txt`)).text();
  expect(list).not.toMatch(/^\s*(?:::|##\[|key: v|- \[fake|fence)/m);
  expect(list).not.toMatch(acting);
  const addresses = [...list.matchAll(/\]\((http:\/\/127\.0\.0\.1\S+)\)(?:: |$)/gm)].map(
    ([, url]) => url!,
  );
  expect(addresses.length).toBeGreaterThan(2 * texts.length);
  for (const address of addresses) {
    const response = await fetch(address);
    expect(response.status, address).toBe(200);
    for (const [name, value] of response.headers) expect(`${name}: ${value}`).not.toMatch(acting);
  }
}, 180_000);

/** Of files that hold whole pages, the lines that name them. */
const withoutBodies = (text: string): string =>
  text.includes('\nSource: ') ? text.match(/^Source: [\s\S]*?(?=\n\n)/gm)!.join('\n') : text;

test.each(texts)('%j is part of one line, and shows on a terminal as it is written', (text) => {
  expect(oneLine(text)).not.toMatch(acting);
  expect(oneLine(text)).not.toMatch(/\n|<!--/);
  expect(printable(text)).not.toMatch(acting);
  expect(withoutCommands(text)).not.toMatch(/^\s*(?:::|##\[)/m);
});

test.each([
  ['build', '--reporter', 'json', '--force'],
  ['stats', '--json'],
  ['search', 'words', '--json'],
])('%s prints JSON in which no character acts', async (...args) => {
  const page = '# A\n\nSome words. [gone](gone.md)\n';
  const evil = 'a\u202eb\u009b31m\u001b[31m';
  const config = '{ "search": true }';
  const cwd = folderWith({ [`docs/${evil}/a.md`]: page, 'contextor.config.json': config });
  await runHere(['build'], { cwd });
  const { stdout } = await runHere(args, { cwd });
  expect(stdout).not.toMatch(acting);
  expect(JSON.stringify(JSON.parse(stdout))).toContain('a\u202eb\u009b31m');
});

test('inspect --diff shows control characters as they are written', async () => {
  const cwd = folderWith({ 'docs/a.md': '# A\n\nRed \u001b[31mtext\u202e.\n' });
  const { stdout, code } = await runHere(['inspect', 'docs/a.md', '--diff'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('\\u001b[31mtext\\u202e');
});

test.each(['default', 'github'])(
  'file names give the reporter %s no commands',
  async (reporter) => {
    const cwd = folderWith({
      'docs/a\n::error::name.md': '# A\n\n[gone](gone.md)\n',
      'docs/::error::\u001b[31m.md': '# B\n\n[gone](gone.md)\n',
    });
    const { stdout, stderr } = await runHere(['build', '--reporter', reporter, '--verbose'], {
      cwd,
    });
    expect(`${stdout}${stderr}`).toContain('gone.md');
    const commands = `${stdout}${stderr}`.match(/^\s*(?:::|##\[).*/gm) ?? [];
    for (const command of commands)
      expect(command).toMatch(/^::(?:warning|notice) (?:file|title)=/);
    expect(`${stdout}${stderr}`).not.toContain('\u001b[31m');
  },
);
