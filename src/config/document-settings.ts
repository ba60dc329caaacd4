import type { DocumentSettings, Settings } from './settings.ts';

/** The part of the settings that goes to the workers. `merge` stays behind where it is a module. */
export function documentSettings(settings: Settings, dialect: string): DocumentSettings {
  const { profile, layout, frontmatter, parser, repo, ref, topics, baseUrl, links, license } =
    settings;
  const { unknownComponents, components, containers, macros, partials, aliases, mayInclude } =
    settings;
  const { savings, compress, variants, transforms, merge, parallelTransforms, search, tokenizer } =
    settings;
  const { folder, prefix } = settings;
  return {
    profile,
    dialect: dialect as DocumentSettings['dialect'],
    layout,
    frontmatter,
    parser,
    repo,
    ref,
    topics,
    baseUrl,
    links,
    license,
    unknownComponents,
    components,
    containers,
    macros,
    partials,
    aliases,
    mayInclude,
    savings,
    compress,
    variants,
    transforms,
    merge: mergeModule(merge) === undefined ? merge : undefined,
    parallelTransforms,
    search,
    tokenizer,
    ...(folder !== undefined && { folder, prefix }),
  };
}

/** The module that `merge` names; undefined where it is a spec, or the name of a strategy. */
export const mergeModule = (merge: unknown): string | undefined =>
  typeof merge === 'string' && /[./]/.test(merge) ? merge : undefined;
