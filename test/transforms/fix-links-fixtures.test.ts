import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import type { DocumentSettings } from '../../src/config/settings.ts';
import type { Dialect } from '../../src/contract/dialect.ts';
import type { Document, Report } from '../../src/document/document.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { renderBody } from '../../src/document/render.ts';
import { includeReader } from '../../src/includes/include.ts';
import { scanSite } from '../../src/site/scan.ts';
import { siteView } from '../../src/site/view.ts';
import { resolveDialect } from '../../transforms/dialects/index.ts';
import { fixLinks } from '../../transforms/fix-links.ts';

interface Fixture {
  dialect: string;
  /** Default: `heading-ids`. */
  syntaxes?: NonNullable<Dialect['syntaxes']>;
  /** The document of `docs/` whose links are fixed. */
  input: string;
  settings: Partial<DocumentSettings>;
}

const root = join(import.meta.dirname, '../../fixtures/fix-links');

function run(rule: string) {
  const folder = join(root, rule);
  const fixture: Fixture = JSON.parse(readFileSync(join(folder, 'fixture.json'), 'utf8'));
  const { input, settings, syntaxes = ['heading-ids'] } = fixture;
  const sourceRoot = join(folder, 'docs');
  const { routes = {} } = resolveDialect(fixture.dialect);
  const dialect: Dialect = { name: fixture.dialect, syntaxes, routes };
  const paths = fastGlob.sync(['**/*.{md,mdx}', '!**/_*'], { cwd: sourceRoot }).sort();
  const includes = includeReader({ sourceRoot });
  const include = includes.read.bind(includes);
  const site = scanSite({ sourceRoot, paths, dialect, settings, sourceName: 'docs', include });
  const text = readFileSync(join(sourceRoot, input), 'utf8');
  const parsed = parseDocument({ text, path: input, dialect, parser: 'remark' });
  const messages: string[] = [];
  const report = ({ rule, reason, at }: Report) => {
    const { line, column } = at!.position!.start;
    messages.push(`${line}:${column} ${rule} ${reason}`);
  };
  const view = siteView(site, { sourceRoot });
  const context = { path: input, dialect, site: view, settings: { savings: {}, ...settings } };
  const document = { ...parsed, ...context, text, report, linkTexts: [] } as unknown as Document;
  fixLinks.run(document);
  const found = messages.length === 0 ? '' : `\n<!--\n${messages.join('\n')}\n-->\n`;
  return renderBody(document.tree) + found;
}

describe('fix-links', () => {
  test.each(readdirSync(root))('%s', (rule) => {
    const expected = join(root, rule, 'expected.md');
    expect(existsSync(expected)).toBe(true);
    expect(run(rule)).toBe(readFileSync(expected, 'utf8'));
  });
});
