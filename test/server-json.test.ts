import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import mcp from '../src/cli/commands/mcp.ts';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const manifest = read('package.json');
const described = read('server.json');
const [npm] = described.packages;

test('server.json names the package and its version', () => {
  expect(described).toMatchObject({ name: manifest.mcpName, version: manifest.version });
  expect(described.packages).toEqual([
    expect.objectContaining({
      registryType: 'npm',
      identifier: manifest.name,
      version: manifest.version,
      transport: { type: 'stdio' },
    }),
  ]);
});

test('its name and description are as the registry takes them', () => {
  expect(described.name).toMatch(/^io\.github\.[a-zA-Z0-9-]+\/[a-zA-Z0-9._-]+$/);
  expect(described.description).toMatch(/^.{1,100}$/);
});

test('its arguments are those of the command', () => {
  const [command, ...options] = npm.packageArguments;
  expect(command).toEqual({ type: 'positional', value: 'mcp' });
  const known = new Command();
  for (const { flags, description } of mcp.options) known.option(flags, description);
  const names = known.options.map(({ long }) => long);
  for (const { type, name } of options) {
    expect(type).toBe('named');
    expect(names).toContain(name);
  }
});
