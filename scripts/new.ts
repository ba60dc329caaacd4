// Writes the first version of a part and puts it into its table: npm run new -- dialect acme-docs
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Kind, kinds } from './new/kinds.ts';

const [kind = '', name = ''] = process.argv.slice(2);
if (!Object.hasOwn(kinds, kind) || !/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(name)) {
  console.error(`Usage: npm run new -- ${Object.keys(kinds).join('|')} NAME, as in \`acme-docs\``);
  process.exit(2);
}
const identifier = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const { files, table, next } = kinds[kind as Kind];
const made = files(name, identifier);

for (const path of Object.keys(made)) {
  if (!existsSync(path)) continue;
  console.error(`${path} is there already.`);
  process.exit(2);
}
for (const [path, text] of Object.entries(made)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote   ${path}`);
}
let text = readFileSync(table.path, 'utf8');
for (const { before, line } of table.lines(name, identifier)) {
  if (!text.includes(before)) throw new Error(`${table.path} has no line "${before.trim()}"`);
  text = text.replace(before, () => line + before);
}
writeFileSync(table.path, text);
console.log(`changed ${table.path}`);
console.log(`Next: ${next(name)}`);
