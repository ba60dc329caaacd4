import { join } from 'node:path';
import { readOrdinaryFile } from '../files/ordinary-file.ts';
import { listOf, member, stringMember, textsOf } from '../site/config/values.ts';
import { readYaml } from '../site/config/yaml.ts';

/** The configurations that may state them. */
export const snippetConfigs = ['mkdocs.yml', 'mkdocs.yaml', 'properdocs.yml'];

/**
 * The folders in which MkDocs looks for snippets: `base_path` of `pymdownx.snippets` and `include_dir`
 * of the plugin macros, from the folder of the configuration. Absolute; none where no configuration states any.
 *
 * @param folders absolute, the nearest one first
 */
export function snippetFolders(folders: readonly string[]): string[] {
  for (const folder of folders) {
    for (const name of snippetConfigs) {
      const text = readOrdinaryFile(join(folder, name));
      if (!text || !/base_path|include_dir/.test(text)) continue;
      const config = readYaml(text, name);
      const extensions = member(config, 'markdown_extensions');
      const listed = [extensions, ...listOf(extensions)];
      const options = listed.map((one) => member(one, 'pymdownx.snippets')).find(Boolean);
      const one = stringMember(options, 'base_path');
      const paths = one === undefined ? textsOf(member(options, 'base_path')) : [one];
      const given = member(config, 'plugins');
      const plugins = [given, ...listOf(given)].map((one) => member(one, 'macros'));
      const macros = stringMember(plugins.find(Boolean), 'include_dir');
      return [...paths, ...(macros === undefined ? [] : [macros])].map((path) =>
        join(folder, path),
      );
    }
  }
  return [];
}
