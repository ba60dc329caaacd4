import type { Config } from '../../../config/settings.ts';
import { profiles } from '../../../contract/savings.ts';
import { isRecord } from '../../../is-record.ts';
import { textsOf } from '../../../site/config/values.ts';
import {
  excludeFiles,
  excludeFolders,
  excludeGlobs,
  folders,
  type KeyRule,
  needless,
  sets,
} from './conversion.ts';

const addTopics: KeyRule = (value, config) => {
  const names = textsOf(value);
  if (names.length === 0) return 'no list of names';
  config.topics = [...new Set([...(config.topics ?? []), ...names])];
  return undefined;
};

const profile: KeyRule = (value, config) => {
  const known = profiles.find((name) => name === value);
  if (known === undefined)
    return `there is no such profile; the profiles are ${profiles.join(', ')}`;
  config.profile = known;
  return undefined;
};

const components: KeyRule = (value, config) => {
  if (!isRecord(value)) return 'components are found by the dialect; add yours under "components"';
  const tables = Object.entries(value).filter(([, as]) => typeof as === 'string');
  config.components = Object.fromEntries(tables) as Config['components'];
  return undefined;
};

/** A rule that sets one threshold of the compress stage. */
function compress(key: 'maxCodeLines' | 'keepLanguages'): KeyRule {
  return (value, config) => {
    config.compress = { ...config.compress, [key]: value };
    return undefined;
  };
}

/** The project JSON of the Python contextor. */
export const pythonProject: Readonly<Record<string, KeyRule>> = {
  'settings.title': sets('title'),
  'settings.description': sets('description'),
  'settings.project': (value, config) => {
    config.repo ??= String(value).replace(/^\//, '');
    return undefined;
  },
  'settings.docsRepoUrl': sets('repo'),
  'settings.folders': folders,
  'settings.excludeFolders': excludeFolders,
  'settings.excludeFiles': excludeFiles,
  'settings.branch': sets('ref'),
  'settings.topics': addTopics,
  'settings.profile': profile,
  'settings.transforms.mdx_components': components,
  'settings.transforms.code_block_rules.preserve_languages': compress('keepLanguages'),
  'settings.transforms.code_block_rules.max_lines': compress('maxCodeLines'),
  'settings.transforms.link_rules.base_url': sets('baseUrl'),
  'settings.transforms.link_rules.preserve_anchors': needless('anchors are always kept'),
  tags: addTopics,
};

/** The tables `[tool.contextor.*]` of a pyproject.toml. */
export const pyproject: Readonly<Record<string, KeyRule>> = {
  'performance.max_workers': sets('maxWorkers'),
  'performance.batch_size': sets('batchSize'),
  'performance.memory_limit_mb': sets('memoryLimitMb'),
  'performance.use_process_pool': (value, config) => {
    if (value === true) config.executor = 'processes';
    return undefined;
  },
  'transforms.parallel_transforms': sets('parallelTransforms'),
  'transforms.cpu_intensive_threshold': sets('cpuIntensiveThreshold'),
};

export const context7: Readonly<Record<string, KeyRule>> = {
  $schema: () => undefined,
  projectTitle: sets('title'),
  description: sets('description'),
  folders,
  excludeFolders,
  excludeFiles,
  branch: sets('ref'),
  rules: needless('put rules for agents into AGENTS.md'),
  previousVersions: needless('build each version with --ref'),
  branchVersions: needless('build each version with --ref'),
};

/** Both plugins write llms.txt and llms-full.txt by default. */
export const pluginDefaults: Config = { llmsTxt: true, llmsFullTxt: true };

const plugin: Readonly<Record<string, KeyRule>> = {
  generateLLMsTxt: sets('llmsTxt'),
  generateLLMsFullTxt: sets('llmsFullTxt'),
  ignoreFiles: excludeGlobs,
  title: sets('title'),
  description: sets('description'),
};

export const docusaurusPlugin: Readonly<Record<string, KeyRule>> = {
  ...plugin,
  docsDir: sets('src'),
  excludeImports: needless('imports are always removed'),
  removeDuplicateHeadings: needless('done by the stage normalize'),
  generateMarkdownFiles: needless('one .mdc a page is always written'),
  customLLMFiles: (value, config) => {
    const files = (Array.isArray(value) ? value : []).filter(isRecord);
    config.bundles = Object.fromEntries(files.map(bundleOf));
    return undefined;
  },
};

export const vitepressPlugin: Readonly<Record<string, KeyRule>> = {
  ...plugin,
  domain: sets('baseUrl'),
  workDir: sets('src'),
  generateLLMFriendlyDocsForEachPage: needless('one .mdc a page is always written'),
};

type Bundle = NonNullable<Config['bundles']>[string];

function bundleOf(file: Record<string, unknown>): [string, Bundle] {
  const name = String(file.filename ?? 'bundle').replace(/\.\w+$/, '');
  const exclude = textsOf(file.ignorePatterns);
  const include = textsOf(file.includePatterns);
  return [name, exclude.length === 0 ? { include } : { include, exclude }];
}
