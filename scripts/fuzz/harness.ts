import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configSchema } from '../../src/config/schema.ts';
import type { DocumentSettings } from '../../src/config/settings.ts';
import type { DocumentRecord } from '../../src/pool/protocol.ts';
import { createProcessor, type Processor } from '../../src/pool/worker/process.ts';
import type { Finding } from '../../src/verify/evidence.ts';
import { verifyDocument } from '../../src/verify/verify.ts';
import type { Seed } from './mutate.ts';

/** What is checked of one document; undefined where every invariant holds. */
export interface Harness {
  check(document: Seed): Promise<string | undefined>;
  close(): void;
}

/**
 * What the checker may find in a mutated document only by a defect. Losses and leaks need a sound
 * source: a closer without its opener is text.
 */
const strict = new Set<Finding['rule']>(['fixed-point']);

/** Runs documents through the real stages in this process, with both parsers. */
export function createHarness(): Harness {
  const sourceRoot = mkdtempSync(join(tmpdir(), 'contextor-fuzz-'));
  const processors = new Map<string, Promise<Processor>>();
  const processorOf = (dialect: string, parser: 'auto' | 'remark') => {
    const key = `${dialect} ${parser}`;
    const known = processors.get(key) ?? createProcessor(setupOf(sourceRoot, dialect, parser));
    processors.set(key, known);
    return known;
  };
  return {
    async check(document) {
      const path = document.path.endsWith('.mdx') ? 'fuzz.mdx' : 'fuzz.md';
      const bytes = Buffer.from(document.text);
      writeFileSync(join(sourceRoot, path), bytes);
      const run = async (parser: 'auto' | 'remark') =>
        (await processorOf(document.dialect, parser)).process({ path, bytes: bytes.length });
      const record = await run('auto');
      return (
        failure(record) ??
        parsersDiffer(record, await run('remark')) ??
        findings(record, document, path)
      );
    },
    close: () => rmSync(sourceRoot, { recursive: true, force: true }),
  };
}

function setupOf(sourceRoot: string, dialect: string, parser: 'auto' | 'remark') {
  const settings = configSchema.parse({ dialect, parser, profile: 'lossless' }) as DocumentSettings;
  return {
    ...{ sourceRoot, projectRoot: sourceRoot, settings },
    site: { pages: [], assets: [] },
    transforms: [],
    documentTimeoutMs: 60_000,
  };
}

/** A document may fail, but with a message, and never by a defect of a stage. */
function failure(record: DocumentRecord): string | undefined {
  if (record.status === 'ok') return undefined;
  const error = record.messages.find(({ severity }) => severity === 'error');
  if (!error) return 'failed without a message';
  return error.rule === 'transform-error' ? `failed: ${error.reason}` : undefined;
}

function parsersDiffer(auto: DocumentRecord, remark: DocumentRecord): string | undefined {
  if (auto.status !== remark.status) return `parsers differ: ${auto.status} and ${remark.status}`;
  if (auto.status !== 'ok' || remark.status !== 'ok' || auto.text === remark.text) return undefined;
  const [a, b] = [auto.text.split('\n'), remark.text.split('\n')];
  const shorter = Math.min(a.length, b.length);
  const found = a.findIndex((text, at) => text !== b[at]);
  const line = found === -1 ? shorter : found;
  return `parsers differ on output line ${line + 1}: ${quoted(a[line])} and ${quoted(b[line])}`;
}

const quoted = (line: string | undefined) => JSON.stringify(line ?? '');

function findings(record: DocumentRecord, document: Seed, path: string): string | undefined {
  if (record.status !== 'ok') return undefined;
  const { text: source, dialect } = document;
  const result = verifyDocument({ path, source, output: record.text, dialect });
  const found = result.findings.find(({ rule }) => strict.has(rule));
  return found && `verify: ${found.rule}, line ${found.line}: ${found.what}`;
}
