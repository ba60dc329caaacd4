import * as z from 'zod';
import { isRepository } from '../contract/address.ts';
import { profiles } from '../contract/savings.ts';
import { ignoredFindings, ruleLevels } from './finding-settings.ts';
import { address, checkText, count, globs, tokenizer } from './formats.ts';
import {
  agentFiles,
  builtSite,
  bundle,
  dialectNames,
  packageSetting,
  savingSettings,
  searchSetting,
  sourceSetting,
  thresholds,
  variants,
} from './section-settings.ts';
import { stageEntry } from './stage-schema.ts';

const renderingSpec = z.union([z.string(), z.looseObject({ as: z.string() })]);
const renderingTable = z.record(z.string(), renderingSpec);

/** Notebooks among them are pages where the site shows them. */
export const defaultInclude = '**/*.{md,mdx,markdown,mdoc,svx,ipynb}';

/**
 * The one schema of the configuration: types, validation, defaults and the published JSON Schema
 * come from here. Descriptions become the reference page.
 */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  src: sourceSetting
    .default('docs')
    .describe(
      "Folder of the documentation sources, relative to the configuration file, or a list of sources (docs/sources.md). If neither the configuration nor an option sets it, the commands take the folder that the site's own configuration names.",
    ),
  out: z
    .string()
    .default('.contextor')
    .describe(
      'Folder of the output. It must not be inside the source folder, unless that is the project itself and this folder is hidden.',
    ),
  include: globs
    .default([defaultInclude])
    .describe(
      'Globs of the documents, relative to `src`. Notebooks (`.ipynb`) are documents where the site shows them as pages, or a glob of your own names them.',
    ),
  exclude: globs.default([]).describe('Globs of documents to leave out, relative to `src`.'),
  repo: z
    .string()
    .check(checkText(isRepository, 'must be owner/name or the URL of a repository'))
    .optional()
    .describe('The repository, as `owner/name` or its URL; for links, titles and file names.'),
  ref: z.string().optional().describe('Branch, tag or commit for links into the repository.'),
  topics: z.array(z.string()).default([]).describe('Topics of every document, for the index.'),
  license: z.string().optional().describe('Licence of the sources, for `frontmatter: mdc-1.0`.'),
  baseUrl: address.optional().describe('URL under which the site serves the root of `src`.'),
  links: z
    .enum(['files', 'site'])
    .default('files')
    .describe(
      'Where links to pages lead: `files`, to files of the output; `site`, to the site (needs `baseUrl`) or else the repository (needs `repo` and `ref`).',
    ),
  profile: z
    .enum(profiles)
    .default('balanced')
    .describe(
      'How much is left out: `lossless` only what is not content, `balanced` also repetitions and the rest of long blocks, `compact` more; see docs/profiles.md.',
    ),
  dialect: z
    .enum(dialectNames)
    .default('auto')
    .describe('Documentation framework of the sources; `auto` detects it; see docs/dialects.md.'),
  layout: z
    .enum(['tree', 'flat'])
    .default('tree')
    .describe('`tree` mirrors the source folders; `flat` writes all documents into one folder.'),
  frontmatter: z
    .enum(['default', 'mdc-1.0', 'minimal', 'none'])
    .default('default')
    .describe('Form of the front matter in the output; see docs/output.md.'),
  parser: z
    .enum(['auto', 'native', 'remark'])
    .default('auto')
    .describe(
      'Markdown parser: `native` is faster, `remark` is the reference; both give the same output. `auto` takes the native one if it is installed.',
    ),
  unknownComponents: z
    .enum(['unwrap', 'keep', 'drop', 'error'])
    .default('unwrap')
    .describe(
      'What to do with components that contextor does not know: `unwrap` keeps their content, `keep` also their tags, `drop` nothing; `error` fails the document.',
    ),
  components: renderingTable
    .default({})
    .describe(
      'How components are rendered, by name, beside those of the dialect; see docs/dialects.md.',
    ),
  containers: renderingTable.default({}).describe('The same for containers, such as `:::note`.'),
  macros: renderingTable.default({}).describe('The same for shortcodes, tags and macros.'),
  partials: globs
    .optional()
    .describe(
      "Patterns, as in `.gitignore`, of files that are only included by others and become no page; replaces the dialect's list.",
    ),
  aliases: z
    .record(z.string(), z.string())
    .default({})
    .describe('Import aliases beside those of `tsconfig.json`: `"@parts/*": "src/parts/*"`.'),
  mayInclude: globs
    .optional()
    .describe(
      'Globs of files, relative to `src`, that documents may include although they are hidden, a key, or in `node_modules`.',
    ),
  savings: savingSettings
    .default({})
    .describe(
      'Savings by name: on, off or a value. The profile sets the others; see docs/profiles.md.',
    ),
  rules: ruleLevels
    .default({})
    .describe(
      'How severe findings are, by rule. An `error` makes the run exit with 1; what fails a document is always an error. docs/troubleshooting.md says what to do about each.',
    ),
  ignore: ignoredFindings
    .default({})
    .describe(
      'Findings to ignore, by rule: globs of documents, or of what the finding is about, such as the target of a link or the name of a component.',
    ),
  baseline: z
    .string()
    .optional()
    .describe(
      'File of known findings, which are counted but not reported. `contextor baseline` writes it; without this setting it is `contextor-baseline.json`, if that exists.',
    ),
  variants: variants
    .default({})
    .describe('Which variants of a text to keep, if a page has several.'),
  compress: thresholds.default({}).describe('Lengths above which blocks are shortened.'),
  transforms: z
    .array(stageEntry)
    .default([])
    .describe('Your own stages: modules by path or name, or remark plugins; see docs/stages.md.'),
  merge: z
    .unknown()
    .optional()
    .describe(
      'How the fields that stages contribute to a document are merged: a spec, or the path of a module that exports one; see docs/merging.md.',
    ),
  parallel: z
    .boolean()
    .default(true)
    .describe(
      'Use several workers. `false` uses at most one, for large documents and your own stages.',
    ),
  executor: z
    .enum(['threads', 'processes', 'inline', 'bullmq'])
    .default('threads')
    .describe(
      'Where documents are transformed: in worker threads, in child processes, in the main thread (`inline`, where Ctrl-C waits for the current document), or by workers of a queue (`bullmq`, docs/scale.md).',
    ),
  maxWorkers: z
    .union([z.literal('auto'), count])
    .default('auto')
    .describe(
      'Number of workers; `auto` is one per processor. With two, the main thread may be one of them.',
    ),
  batchSize: count
    .default(50)
    .describe('Documents in a batch; more if one of your stages has a `concurrency`.'),
  memoryLimitMb: count.default(512).describe('Memory that documents in flight may take, in MB.'),
  parallelTransforms: z
    .boolean()
    .default(true)
    .describe(
      'Run independent stages of a document concurrently; `false` runs them in declared order.',
    ),
  cpuIntensiveThreshold: count
    .default(1024 * 1024)
    .describe('Documents with more bytes than this are dispatched first, each on its own.'),
  // Two workers against one thread, medians of 5: 1.15 of its time at 0.2 MB, 1.03 at 0.4 and 0.5 MB,
  // 0.96 at 1 MB, 0.88 at 1.4 MB (react.dev and starlight, parts of the tree); always 16 to 43 % more CPU.
  inlineThreshold: count
    .default(524_288)
    .describe('Builds with fewer bytes of sources run without workers.'),
  documentLimitMb: count
    .default(32)
    .describe(
      'Documents larger than this, in MB, fail and are not read; real pages have less than one.',
    ),
  documentTimeoutMs: count
    .default(60_000)
    .describe(
      'Time limit of a document, in milliseconds; more in proportion if it has over 8 MiB.',
    ),
  cache: z
    .boolean()
    .default(true)
    .describe('Keep results of unchanged documents in a cache outside the output.'),
  strict: z.boolean().default(false).describe('Warnings make the run exit with 1.'),
  llmsTxt: z.boolean().default(false).describe('Write llms.txt.'),
  search: searchSetting
    .default(false)
    .describe(
      'Write `chunks.jsonl` and `search.idx`, which `search`, `pack` and `mcp` read; see docs/ask.md.',
    ),
  llmsFullTxt: z.boolean().default(false).describe('Write llms-full.txt.'),
  site: z
    .union([z.string(), builtSite])
    .optional()
    .describe(
      'Folder of the built site, relative to the configuration file: each page gets a Markdown twin there, with llms.txt and an index of skills; see docs/site.md.',
    ),
  title: z.string().optional().describe('Title of the documentation, for llms.txt and bundles.'),
  description: z.string().optional().describe('One line about the documentation, for llms.txt.'),
  tokenizer: tokenizer
    .default('o200k_base')
    .describe(
      'How tokens are counted: a vocabulary, `{ name, factor, of }` for a multiple of its count, or `{ name, charactersPerToken }`; see docs/output.md.',
    ),
  tokenBudget: count
    .optional()
    .describe('Maximum tokens of the whole output; with more, the run exits with 1.'),
  bundles: z
    .record(z.string(), bundle)
    .default({})
    .describe(
      'Named sets of documents, each written as one file or, with a token limit, as several; see docs/publishing.md.',
    ),
  package: packageSetting
    .optional()
    .describe('What `contextor package` leaves out; see docs/package.md.'),
  deps: globs
    .default([])
    .describe(
      'Installed packages whose docs `contextor deps` may read: names, or globs such as `@acme/*`. Nothing in them is run; see docs/package.md.',
    ),
  agents: agentFiles.default({}).describe('Files for coding agents; see docs/publishing.md.'),
});
