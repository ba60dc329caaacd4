// Installs the packed tarball into an empty docs repo and uses it there as a newcomer does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const page = `---
title: Guide
---

import Tabs from '@theme/Tabs';

# Guide

<Tabs>

Read the [start](./index.md).

</Tabs>
`;

/** @returns the folder that contextor is installed in; undefined where it could not be */
export function checkPackage({ scratch, check, run }) {
  const repo = join(scratch, 'docs-repo');
  const tarball = () => {
    const packed = execFileSync(
      'npm',
      ['pack', '--ignore-scripts', '--json', '--pack-destination', scratch],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    return join(scratch, JSON.parse(packed)[0].filename);
  };
  mkdirSync(join(repo, 'docs'), { recursive: true });
  writeFileSync(join(repo, 'package.json'), '{ "name": "docs-repo", "private": true }\n');
  writeFileSync(join(repo, 'docs/index.md'), '# Start\n\nWelcome.\n');
  writeFileSync(join(repo, 'docs/guide.mdx'), page);

  let installed = false;
  check('the tarball installs', () => {
    installed = run(`npm install --no-audit --no-fund ${tarball()}`, { cwd: repo });
    return installed;
  });
  if (!installed) return undefined;
  const contextor = (...args) => run(`npx --no-install contextor ${args.join(' ')}`, { cwd: repo });
  check('it is small: packages and megabytes', () => isSmall(join(repo, 'node_modules')));
  check('npx contextor build', () => contextor('build', '--metrics-output', 'first.json'));
  check('the output is plain Markdown', () => {
    const text = readFileSync(join(repo, '.contextor/guide.mdc'), 'utf8');
    return text.includes('# Guide') && !/import|<Tabs/.test(text);
  });
  check('index and manifest are written', () =>
    ['index.jsonl', 'manifest.json'].every((name) => statSync(join(repo, '.contextor', name)).size),
  );
  check('a second build writes nothing', () => {
    contextor('build', '--metrics-output', 'second.json');
    const { documents } = JSON.parse(readFileSync(join(repo, 'second.json'), 'utf8'));
    return documents.written === 0 && documents.unchanged === 2;
  });
  return repo;
}

/** At most 60 packages and 25 MB, none of which runs a script. */
function isSmall(folder) {
  const lock = JSON.parse(readFileSync(join(folder, '.package-lock.json'), 'utf8'));
  const packages = Object.values(lock.packages);
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  console.log(`${packages.length} packages, ${(bytes / 1e6).toFixed(1)} MB`);
  return packages.length <= 60 && bytes <= 25e6 && !packages.some((one) => one.hasInstallScript);
}
