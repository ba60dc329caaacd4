import { type SavingName, type SavingValue, savingValue } from '../../src/contract/savings.ts';
import type { Document } from '../../src/document/document.ts';

type DocumentSettings = Document['settings'];

/** From which size on a block is shortened, and to which. */
export interface Limits {
  codeLines: number;
  dataLines: number;
  tableRows: number;
  listItems: number;
  /** Characters of prose under one heading. */
  sectionCharacters: number;
  /** Entries of a changelog. */
  releases: number;
}

/** Where nothing asks for less, only what is far longer than readers need is shortened. */
const generous: Limits = {
  codeLines: 60,
  dataLines: 40,
  tableRows: 40,
  listItems: 40,
  sectionCharacters: 4000,
  releases: 20,
};

/**
 * Measured over seven documentation trees (o200k_base): with these, `balanced` saves well over 1.5
 * times what `lossless` does, and `compact` 35 % of the sources on average, whole files against whole
 * files, and 37 % by bodies alone. With `codeLines: 10` it was 34 %.
 */
const limitsOf: Readonly<Record<DocumentSettings['profile'], Limits>> = {
  lossless: generous,
  balanced: generous,
  compact: {
    codeLines: 8,
    dataLines: 8,
    tableRows: 8,
    listItems: 8,
    sectionCharacters: 400,
    releases: 5,
  },
};

export function limitsFor({ profile, compress }: DocumentSettings): Limits {
  const limits = limitsOf[profile];
  return {
    ...limits,
    codeLines: compress.maxCodeLines ?? limits.codeLines,
    dataLines: compress.maxDataLines ?? limits.dataLines,
    tableRows: compress.maxTableRows ?? limits.tableRows,
    listItems: compress.maxListItems ?? limits.listItems,
    sectionCharacters: compress.maxSectionCharacters ?? limits.sectionCharacters,
    releases: compress.maxReleases ?? limits.releases,
  };
}

/** The rules that this stage carries out; others belong to the stages that know their constructs. */
const own = [
  'long-code',
  'long-data',
  'long-tables',
  'long-lists',
  'long-sections',
  'url-payload',
  'decorative-images',
  'duplicate-blocks',
  'repeated-lines',
  'repeated-text',
  'plain-sentences',
  'old-releases',
  'link-targets',
] as const satisfies readonly SavingName[];

type CompressRule = (typeof own)[number];
export type Active = Readonly<Record<CompressRule, SavingValue>>;

/** What each rule of this stage is set to; undefined where all are off. */
export function activeRules(settings: DocumentSettings): Active | undefined {
  const values = own.map((name) => [name, savingValue(settings, name)] as const);
  if (values.every(([, value]) => value === false)) return undefined;
  return Object.fromEntries(values) as Active;
}
