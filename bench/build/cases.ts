import { appendFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from './sample.ts';
import { documentsOf, multiplied, picked, type Tree } from './trees.ts';

/** Something to measure, beside others of its group. */
export interface Case {
  name: string;
  /** Puts things as they must stand before each run; not measured. */
  before?(): void;
  /** Run side by side. */
  commands: readonly Command[];
}

/** Cases that are compared: each is run once in every round, and the ratios are to the reference. */
export interface Group {
  name: string;
  tree?: Tree;
  /** Name of the case that the others are compared with. */
  reference: string;
  cases: readonly Case[];
}

export interface Workspace {
  /** The documents asked for. */
  source: string;
  /** A folder for this run of the benchmark. */
  scratch: string;
  /** The bare loop, built. */
  bare: string;
  copies: readonly number[];
}

const cli = resolve('dist/bin/contextor.js');
const packages = resolve('node_modules');

type GroupMaker = (workspace: Workspace) => Group[];

/** The groups that `--only` takes. */
export const groups: Readonly<Record<string, GroupMaker>> = {
  cold: (workspace) => [coldGroup(workspace)],
  again: (workspace) => [secondGroup(workspace), changedGroup(workspace)],
  start: (workspace) => [startGroup(workspace)],
  sizes: (workspace) =>
    [50, 200, 500].map((count) => {
      const tree = picked(workspace.source, join(workspace.scratch, `documents-${count}`), count);
      return scaleGroup(`${count} documents`, tree, workspace);
    }),
  copies: (workspace) =>
    workspace.copies.map((count) => {
      const folder = join(workspace.scratch, `times-${count}`);
      const tree = multiplied(workspace.source, folder, count);
      const group = scaleGroup(`${count} times over`, tree, workspace);
      if (count % 2 === 1) return group;
      return { ...group, cases: [...group.cases, twoProcesses(workspace, count / 2)] };
    }),
  hundred: (workspace) => {
    const tree = multiplied(workspace.source, join(workspace.scratch, 'times-hundred'), 100);
    return [changedIn(tree, workspace)];
  },
};

/** A tree by itself, in a pool of two. */
export function oneCopy(workspace: Workspace): Group {
  const tree = multiplied(workspace.source, join(workspace.scratch, 'times-1'), 1);
  return scaleGroup('once', tree, workspace);
}

/** Flags by name of the variant. */
const pool = ['--max-workers', '2'];
const inline = ['--no-parallel'];

interface Build {
  tree: Tree;
  workspace: Workspace;
  flags: readonly string[];
}

function buildCommand({ tree, workspace, flags }: Build, out: string): Command {
  const { scratch } = workspace;
  // A build looks at the project that it is started in: the trees and outputs of other cases are none.
  const cwd = join(scratch, 'project');
  mkdirSync(cwd, { recursive: true });
  const args = [
    cli,
    'build',
    '--no-config',
    '--quiet',
    '--src',
    tree.folder,
    '--out',
    out,
    ...flags,
  ];
  return { args, cwd, env: { XDG_CACHE_HOME: join(scratch, 'cache') } };
}

function cold(name: string, build: Build): Case {
  const out = join(build.workspace.scratch, 'out', name.replace(/\W+/g, '-'));
  const command = buildCommand({ ...build, flags: ['--no-cache', ...build.flags] }, out);
  return { name, before: () => setAside(out), commands: [command] };
}

function coldGroup(workspace: Workspace): Group {
  const tree = multiplied(workspace.source, join(workspace.scratch, 'tree'), 1);
  const variant = (name: string, ...flags: string[]) => cold(name, { tree, workspace, flags });
  return {
    name: 'Cold build',
    tree,
    reference: 'remark-cli',
    cases: [
      remarkCli(tree, workspace),
      prettier(tree),
      variant('contextor, pool of 2', ...pool),
      variant('contextor, --no-parallel', ...inline),
      variant('contextor, lossless, pool of 2', '--profile', 'lossless', ...pool),
      variant('contextor, lossless, --no-parallel', '--profile', 'lossless', ...inline),
      variant('contextor, compact, pool of 2', '--profile', 'compact', ...pool),
      variant('contextor, compact, --no-parallel', '--profile', 'compact', ...inline),
      variant('contextor, parser remark, pool of 2', '--parser', 'remark', ...pool),
      variant('contextor, parser remark, --no-parallel', '--parser', 'remark', ...inline),
      bareLoop('native', tree, workspace),
      bareLoop('remark', tree, workspace),
    ],
  };
}

function remarkCli(tree: Tree, { scratch }: Workspace): Case {
  const out = join(scratch, 'out', 'remark-cli');
  const use = ['remark-gfm', 'remark-frontmatter', 'remark-mdx'].flatMap((name) => [
    '--use',
    join(packages, name, 'index.js'),
  ]);
  return {
    name: 'remark-cli',
    before: () => {
      setAside(out);
      // It writes nothing where there is no such folder.
      mkdirSync(out, { recursive: true });
    },
    // It ends with 1 where a document is not valid MDX, and goes on with the others.
    commands: [
      {
        args: [
          join(packages, 'remark-cli', 'cli.js'),
          ...[tree.folder, '--output', out, '--quiet', '--no-config', '--no-ignore'],
          ...['--ext', 'md,mdx,markdown', ...use],
        ],
        cwd: scratch,
        codes: [0, 1],
      },
    ],
  };
}

function prettier(tree: Tree): Case {
  return {
    name: 'prettier --check',
    // It ends with 1 where a document is not in its style, with 2 where one does not parse.
    commands: [
      {
        args: [
          join(packages, 'prettier', 'bin', 'prettier.cjs'),
          ...['--check', '--no-config', '--log-level', 'silent', '**/*.{md,mdx,markdown}'],
        ],
        cwd: tree.folder,
        codes: [0, 1, 2],
      },
    ],
  };
}

function bareLoop(parser: 'native' | 'remark', tree: Tree, { bare }: Workspace): Case {
  return {
    name: `bare loop, ${parser}`,
    commands: [{ args: [bare, parser, tree.folder, 'github'] }],
  };
}

function secondGroup(workspace: Workspace): Group {
  const tree = multiplied(workspace.source, join(workspace.scratch, 'again'), 1);
  const out = join(workspace.scratch, 'out', 'again');
  const build = { tree, workspace, flags: [] };
  return {
    name: 'Second build',
    tree,
    reference: 'node -e 0',
    cases: [
      nodeAlone,
      { name: 'contextor, nothing changed', commands: [buildCommand(build, out)] },
      cold('contextor, cold', build),
    ],
  };
}

function changedGroup(workspace: Workspace): Group {
  const { source, scratch } = workspace;
  return changedIn(picked(source, join(scratch, 'two-thousand'), 2_000), workspace);
}

/** One document in the middle of a tree changes before each build. */
function changedIn(tree: Tree, workspace: Workspace): Group {
  // A cold build takes less time the more cores there are, and one document does not.
  const build = { tree, workspace, flags: pool };
  const paths = documentsOf(tree.folder);
  const changed = join(tree.folder, paths[paths.length >> 1]!);
  return {
    name: 'One document changed',
    tree,
    reference: 'contextor, cold',
    cases: [
      cold('contextor, cold', build),
      {
        name: 'contextor, one changed',
        before: () => appendFileSync(changed, '\nOne more line.\n'),
        commands: [buildCommand(build, join(workspace.scratch, 'out', 'changed'))],
      },
    ],
  };
}

const nodeAlone: Case = { name: 'node -e 0', commands: [{ args: ['-e', '0'] }] };

function startGroup({ scratch }: Workspace): Group {
  return {
    name: 'Start-up',
    reference: 'node -e 0',
    cases: [
      nodeAlone,
      { name: 'contextor --version', commands: [{ args: [cli, '--version'], cwd: scratch }] },
      { name: 'contextor --help', commands: [{ args: [cli, '--help'], cwd: scratch }] },
    ],
  };
}

function scaleGroup(name: string, tree: Tree, workspace: Workspace): Group {
  const variant = (label: string, ...flags: string[]) => cold(label, { tree, workspace, flags });
  return {
    name,
    tree,
    reference: 'contextor, --no-parallel',
    cases: [
      variant('contextor, --no-parallel', ...inline),
      variant('contextor, pool of 2', ...pool),
      variant('contextor, as it comes'),
    ],
  };
}

/**
 * What two threads could reach if they shared nothing and had nothing to tell each other: two processes
 * of one thread at the same time, each with half of the documents.
 */
function twoProcesses(workspace: Workspace, copies: number): Case {
  const folder = join(workspace.scratch, `half-${copies}`);
  const tree = multiplied(workspace.source, folder, copies);
  const halves = ['first half', 'second half'].map((name) =>
    cold(name, { tree, workspace, flags: inline }),
  );
  return {
    name: 'contextor, two processes with half each',
    before: () => {
      for (const { before } of halves) before?.();
    },
    commands: halves.flatMap(({ commands }) => commands),
  };
}

let setAsideCount = 0;

/**
 * Makes room for a new output folder. What was in its place is removed when all is measured: for a
 * minute after files were removed, some disks take several times as long to make one.
 */
function setAside(folder: string): void {
  setAsideCount += 1;
  if (existsSync(folder)) renameSync(folder, `${folder}-${setAsideCount}`);
}
