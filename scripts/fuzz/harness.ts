import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configSchema } from '../../src/config/schema.ts';
import type { DocumentSettings } from '../../src/config/settings.ts';
import { createProcessor, type Processor } from '../../src/job/process.ts';
import { failure, parsersDiffer, unfaithful, unstable } from './invariants.ts';
import type { Seed } from './mutate.ts';

/** What is checked of one document; undefined where every invariant holds. */
export interface Harness {
  check(document: Seed): Promise<string | undefined>;
  close(): void;
}

/** Runs documents through the real stages in this process, with both parsers. */
export function createHarness(): Harness {
  const sourceRoot = mkdtempSync(join(tmpdir(), 'contextor-fuzz-'));
  const processors = new Map<string, Promise<Processor>>();
  const processorOf = (settings: SettingsOfCase) => {
    const key = Object.values(settings).join(' ');
    const known = processors.get(key) ?? createProcessor(setupOf(sourceRoot, settings));
    processors.set(key, known);
    return known;
  };
  return {
    async check(document) {
      const path = document.path.endsWith('.mdx') ? 'fuzz.mdx' : 'fuzz.md';
      const bytes = Buffer.from(document.text);
      writeFileSync(join(sourceRoot, path), bytes);
      const { dialect, profile = 'lossless' } = document;
      const run = async (parser: 'auto' | 'remark') =>
        (await processorOf({ dialect, profile, parser })).process({ path, bytes: bytes.length });
      const record = await run('auto');
      return (
        failure(record) ??
        parsersDiffer(record, await run('remark')) ??
        unstable(record) ??
        unfaithful(record, { ...document, path })
      );
    },
    close: () => rmSync(sourceRoot, { recursive: true, force: true }),
  };
}

type SettingsOfCase = { dialect: string } & Pick<DocumentSettings, 'profile' | 'parser'>;

function setupOf(sourceRoot: string, chosen: SettingsOfCase) {
  const settings = configSchema.parse(chosen) as DocumentSettings;
  return {
    ...{ sourceRoot, projectRoot: sourceRoot, settings },
    sources: [{ folder: '', project: '', settings, site: { pages: [] } }],
    view: { still: false, recording: true },
    transforms: [],
    documentTimeoutMs: 60_000,
  };
}
