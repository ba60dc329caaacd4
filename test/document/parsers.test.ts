import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { decodeSource } from '../../src/document/decode.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { resolveDialect } from '../../transforms/dialects/index.ts';

const corpora = process.env.CONTEXTOR_CORPORA ?? '../shared/corpora';
/** A sample: `test/corpora` compares the outputs of all documents. */
const step = 10;
const names = existsSync(corpora)
  ? readdirSync(corpora, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  : [];

describe.skipIf(names.length === 0)('both parsers give one tree of real documents', () => {
  it.each(names.map(({ name }) => name))('%s', { timeout: 900_000 }, (name) => {
    const dialect = resolveDialect(name, {});
    const root = join(corpora, name);
    const differing = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.mdx?$/.test(path))
      .filter((_, index) => index % step === 0)
      .filter((path) => {
        const { text } = decodeSource(readFileSync(join(root, path)));
        const [native, remark] = (['native', 'remark'] as const).map((parser) => {
          const { tree, messages } = parseDocument({ text, path, dialect, parser });
          return JSON.stringify([outline(tree), messages]);
        });
        return native !== remark;
      });
    expect(differing).toEqual([]);
  });
});

/** A node with all its fields in one order; of its place the lines, since columns are for messages only. */
function outline(node: Nodes): unknown {
  const { position, children, ...fields } = node as Nodes & { children?: Nodes[] };
  const lines = [position?.start.line, position?.end.line];
  return [Object.entries(fields).sort(), lines, children?.map(outline)];
}
