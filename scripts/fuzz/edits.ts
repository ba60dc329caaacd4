import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fastGlob from 'fast-glob';
import { components, type Framework } from './frameworks.ts';
import { mutate, mutateText, type Seed } from './mutate.ts';
import type { Random } from './random.ts';

/** A project that is changed at random. */
export interface FuzzedProject {
  root: string;
  framework: Framework;
  random: Random;
  /** Documents of the framework's dialect. */
  seeds: readonly Seed[];
}

/** Parts that pages include: Markdown, MDX, code and data. */
const parts = ['_part.md', '_part.mdx', 'parts/shared.md', 'parts/_more.mdx', 'snippets/code.ts'];
const names = ['Own', 'Other'];

/** Writes the first version of a project. */
export function writeProject(project: FuzzedProject): void {
  const { root, framework } = project;
  mkdirSync(join(root, 'node_modules'));
  for (const [path, text] of Object.entries(framework.config)) write(join(root, path), text);
  for (const part of parts) writePart(project, part);
  for (const name of names) writeComponent(project, name);
  write(join(componentFolder(project), 'data.json'), '{ "one": 1, "two": [true] }\n');
  for (let page = 0; page < 5; page++) writePage(project, newPage(project, page));
}

/** Changes a project in one random way, and says how. */
export function edit(project: FuzzedProject): string {
  const [what, act] = project.random.pick(Object.entries(edits));
  const where = act(project);
  return where === undefined ? what : `${what} ${where}`;
}

type Edit = (project: FuzzedProject) => string | undefined;

const edits: Readonly<Record<string, Edit>> = {
  write: (project) => writePage(project, anyPage(project)),
  'write again': (project) => writePage(project, anyPage(project)),
  add: (project) => writePage(project, newPage(project, project.random.below(9))),
  remove: (project) => removed(anyPage(project), project),
  rename: (project) => moved(anyPage(project), newPage(project, project.random.below(9))),
  swap: (project) => swapped(anyPage(project), anyPage(project)),
  'write the part': (project) => writePart(project, project.random.pick(parts)),
  'remove the part': (project) => removed(inSource(project, project.random.pick(parts)), project),
  'link the part': (project) => linked(project),
  'write the component': (project) => writeComponent(project, project.random.pick(names)),
  'remove the component': (project) => removed(componentFile(project, names[1]!), project),
  'write the data': (project) => {
    const text = project.random.pick(['{ "one": 2 }\n', '{}', '[1, "two"]', '{', '\0']);
    return write(join(componentFolder(project), 'data.json'), text);
  },
  'break the configuration': (project) => {
    const [path, text] = project.random.pick(Object.entries(project.framework.config));
    const broken = mutateText(text, [], project.random);
    return write(join(project.root, path), project.random.next() < 0.5 ? text : broken);
  },
  'write the rules': (project) => {
    const rules = project.random.pick([
      'page-1.*\n',
      'parts/\n',
      '',
      '*.md\n!page-2.md\n',
      '\0\n[',
    ]);
    return write(inSource(project, '.contextorignore'), rules);
  },
  'spoil an output': (project) => {
    const file = anyOutput(project);
    if (file !== undefined) writeFileSync(file, project.random.pick(['', 'Other words.\n', '\0']));
    return file && basename(file);
  },
  'remove an output': (project) => {
    const file = anyOutput(project);
    if (file !== undefined) rmSync(file);
    return file && basename(file);
  },
};

function writePage(project: FuzzedProject, path: string): string {
  const { random, seeds, framework } = project;
  const blocks: string[] = [];
  const take = () => mutate(random.pick(seeds), seeds, random).text;
  blocks.push(random.next() < 0.5 ? take() : `# Page ${random.below(9)}\n\nWords.\n`);
  for (let count = random.below(4); count > 0; count--) {
    const relative = join(backTo(project, path), random.pick(parts));
    const form = random.next() < 0.8 ? `./${relative}` : `/${relative}`;
    blocks.push(random.pick(framework.includes)(form));
  }
  if (framework.component && random.next() < 0.6)
    blocks.push(
      framework.component.use(random.pick(names), random.pick(['plain', '<b>', '{a}', "it's"])),
    );
  blocks.push(`[a](page-${random.below(9)}.md) [b](./parts/shared.md#part) [c](/page-1)\n`);
  const text =
    random.next() < 0.2 ? mutateText(blocks.join('\n'), seeds, random) : blocks.join('\n');
  return write(path, random.next() < 0.03 ? Buffer.from(`${text}\xff\xfe`, 'latin1') : text);
}

function writePart(project: FuzzedProject, part: string): string {
  const { random, seeds, framework } = project;
  const code = '// #region part\nconst a = 1;\n// #endregion part\nb();\n';
  const nested = random.pick(framework.includes)(`./${basename(random.pick(parts))}`);
  const text = part.endsWith('.ts') ? code : `## Part\n\nShared ${random.below(9)}.\n`;
  const other = random.next() < 0.5 ? mutate(random.pick(seeds), seeds, random).text : text;
  return write(inSource(project, part), random.next() < 0.3 ? `${other}\n${nested}` : other);
}

function writeComponent(project: FuzzedProject, name: string): string | undefined {
  const { framework, random, seeds } = project;
  if (framework.component === undefined) return undefined;
  const { ending } = framework.component;
  const source = random.pick(components[ending === 'jsx' ? 'tsx' : ending]!);
  const text = random.next() < 0.4 ? mutateText(source, seeds, random) : source;
  return write(componentFile(project, name), text);
}

/** Puts a link to another part, or to nothing, in the place of a part. */
function linked(project: FuzzedProject): string {
  const path = inSource(project, project.random.pick(parts));
  const target = project.random.pick(['shared.md', '_part.md', 'nowhere', basename(path), '../..']);
  rmSync(path, { force: true, recursive: true });
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
  return `${basename(path)} -> ${target}`;
}

function removed(path: string, { root }: FuzzedProject): string {
  rmSync(path, { force: true, recursive: true });
  return path.slice(root.length + 1);
}

function moved(from: string, to: string): string | undefined {
  if (!existsSync(from)) return undefined;
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
  return `${basename(from)} to ${basename(to)}`;
}

function swapped(left: string, right: string): string | undefined {
  if (left === right || !existsSync(left) || !existsSync(right)) return undefined;
  const kept = readFileSync(left);
  renameSync(right, left);
  writeFileSync(right, kept);
  return `${basename(left)} and ${basename(right)}`;
}

function write(path: string, text: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(path);
  writeFileSync(path, text);
  return path.split('/').slice(-2).join('/');
}

const inSource = ({ root, framework }: FuzzedProject, path: string) =>
  join(root, framework.src, path);

const componentFolder = ({ root, framework }: FuzzedProject) =>
  join(root, framework.component?.folder ?? 'data');

const componentFile = (project: FuzzedProject, name: string) =>
  join(componentFolder(project), `${name}.${project.framework.component?.ending ?? 'none'}`);

function newPage(project: FuzzedProject, page: number): string {
  const folder = page % 3 === 2 ? 'guide/' : '';
  const ending = project.random.pick(project.framework.pages);
  return inSource(project, `${folder}page-${page}.${ending}`);
}

/** A page that is there, or would be one. */
function anyPage(project: FuzzedProject): string {
  const pages = filesIn(inSource(project, '.'), '**/page-?.{md,mdx}');
  return pages.length > 0 ? project.random.pick(pages) : newPage(project, 0);
}

function anyOutput({ root, random }: FuzzedProject): string | undefined {
  const files = filesIn(join(root, 'out'), '**/*.mdc');
  return files.length > 0 ? random.pick(files) : undefined;
}

/** Links lead out of the project, and round in circles. */
function filesIn(cwd: string, pattern: string): string[] {
  return fastGlob.sync(pattern, { cwd, absolute: true, followSymbolicLinks: false }).sort();
}

/** The way from the folder of a page back to the sources. */
function backTo(project: FuzzedProject, page: string): string {
  return dirname(page).slice(inSource(project, '.').length).replace(/[^/]+/g, '..');
}
