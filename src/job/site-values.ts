import { commonTemplate } from '../../transforms/renderings/layout-files.ts';
import {
  bookVariable,
  docsVariable,
  repositoryValue,
  siteParam,
  siteParamOrData,
} from '../../transforms/renderings/site-data.ts';
import type { Dialect } from '../contract/dialect.ts';
import type { Document, Included } from '../document/document.ts';
import type { SiteValues } from '../document/prepare/site-values.ts';
import { includedDefinitions } from '../includes/include-text.ts';
import { MarkdocSchema } from '../includes/markdoc-schema.ts';
import { mkdocsPlugins } from '../includes/mkdocs-plugins.ts';
import { macroData, macroText } from '../includes/mkdocs-variables.ts';

interface Options {
  dialect: Dialect;
  include: (specifier: string, from?: string) => Included;
  settings?: Partial<Pick<Document['settings'], 'baseUrl' | 'repo'>> | undefined;
  /** The file that asks, where it is another than the document. */
  from?: string | undefined;
}

/** What the site says to a document of a dialect. */
export function siteValues({ dialect, include, settings = {}, from }: Options): SiteValues {
  const { baseUrl, repo } = settings;
  const schema = new MarkdocSchema(include);
  const has = (name: NonNullable<Dialect['syntaxes']>[number]) => dialect.syntaxes?.includes(name);
  return {
    text(name) {
      if (has('mdbook')) return bookVariable(name, { include });
      if (has('mintlify')) return docsVariable(name, { include });
      if (has('mkdocs')) return macroText(name, include);
      return siteParam(name, { include, dialect }) ?? repositoryValue(name, repo);
    },
    data(name) {
      if (has('liquid')) return asJson(siteParamOrData(name.split('.'), { include, dialect }));
      return has('mkdocs') ? macroData(name, include) : undefined;
    },
    base: () => (baseUrl ? new URL(baseUrl).pathname.replace(/\/+$/, '') : undefined),
    file(path) {
      const read = include(path, from);
      return read.ok ? read.text : undefined;
    },
    definitions: (path) => includedDefinitions(path, include, from),
    template: (shortcode) => commonTemplate(shortcode, { include }),
    expression: (source, frontmatter) => schema.value(source, frontmatter),
    mkdocs: mkdocsPlugins(include),
  };
}

function asJson(data: unknown): unknown {
  const json = JSON.stringify(data);
  return json === undefined ? undefined : JSON.parse(json);
}
