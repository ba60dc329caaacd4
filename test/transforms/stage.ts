import type { Document } from '../../src/document/document.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { renderBody } from '../../src/document/render.ts';
import type { Transform } from '../../transforms/define.ts';
import { resolveDialect } from '../../transforms/dialects/index.ts';

export interface Staged {
  body: string;
  contribution: unknown;
}

/** Runs stages that need nothing but the tree and the settings on plain Markdown. */
export function runStages(
  text: string,
  stages: readonly Transform[],
  settings: Partial<Document['settings']> = {},
  page?: { title: string; named: true },
): Staged {
  const path = 'guides/getting-started.md';
  const dialect = resolveDialect('generic', {});
  const { tree, frontmatter } = parseDocument({ text, path, dialect, parser: 'remark' });
  const document = {
    path,
    tree,
    frontmatter,
    dialect,
    site: { pageByPath: () => page },
    settings: { profile: 'lossless', savings: {}, compress: {}, variants: {}, ...settings },
  } as unknown as Document;
  let contribution: unknown;
  for (const stage of stages) contribution = stage.run(document, {} as never);
  return { body: renderBody(document.tree), contribution };
}
