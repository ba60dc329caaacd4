import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bin } from '../served-command.ts';

const files = {
  'package.json': '{ "name": "acme" }',
  'docs/index.md': '# Acme\n',
  'docs/guide/keys.md': '# Keys\n',
  'docs/guide/boxes.md': '# Boxes\n',
  'dist/index.html': '<h1>Acme</h1>',
  'dist/guide/keys.html': '<h1>Keys</h1>',
  'dist/guide/boxes/index.html': '<h1>Boxes</h1>',
  'dist/app.css': 'h1 { color: red }',
  'dist/404.html': '<h1>Lost</h1>',
};

/** A small site with its twins; gives its folder. */
export function buildExample(cwd: string): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  execFileSync(process.execPath, [bin, 'build', '--site', 'dist'], { cwd, stdio: 'pipe' });
  return join(cwd, 'dist');
}

/** A block of docs/site.md, found by what it holds. */
export function snippet(part: string): string {
  const text = readFileSync('docs/site.md', 'utf8');
  const blocks = [...text.matchAll(/^```text\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);
  const found = blocks.filter((code) => code.includes(part));
  if (found.length !== 1) throw new Error(`${found.length} blocks of docs/site.md hold ${part}`);
  return found[0]!;
}
