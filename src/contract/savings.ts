/** From what keeps everything to what keeps least. */
export const profiles = ['lossless', 'balanced', 'compact'] as const;

type Profile = (typeof profiles)[number];

/** `false` is off, `true` on; a text chooses among the ways that the saving knows. */
export type SavingValue = boolean | string;

interface Saving {
  /** What it leaves out. */
  about: string;
  /** The ways that the saving knows beside on and off. */
  choices?: readonly [string, ...string[]];
  /** What each of the profiles does, in their order. */
  by: readonly [SavingValue, SavingValue, SavingValue];
}

/**
 * The named savings. Each one is set by the profile, and one by one by `savings` in the
 * configuration; what a saving leaves out is counted under its name.
 */
export const savings = {
  boilerplate: {
    about: '"Edit this page", previous and next, share links.',
    by: [true, true, true],
  },
  'section-breaks': {
    about: 'Thematic breaks before a heading and at the end of the page.',
    by: [true, true, true],
  },
  'long-code': {
    about: 'The end of long code blocks, at a whole statement.',
    by: [false, true, true],
  },
  'long-data': {
    about: 'The remaining entries of long data blocks (JSON, YAML, TOML, CSV).',
    by: [false, true, true],
  },
  'long-tables': { about: 'The remaining rows of long tables.', by: [false, false, true] },
  'long-lists': { about: 'The remaining items of long lists.', by: [false, false, true] },
  'long-sections': {
    about: 'The remaining prose of long sections; headings, code and tables stay.',
    by: [false, false, true],
  },
  'url-payload': {
    about: 'Payloads in addresses, such as the code in the hash of a playground link.',
    by: [false, true, true],
  },
  'decorative-images': {
    about:
      'Addresses of images: `decorative` drops those of images without a description, `data:` addresses that are the picture itself, and long ones that appeared earlier in the page; `all` drops every one.',
    choices: ['decorative', 'all'],
    by: [false, 'decorative', 'all'],
  },
  'duplicate-blocks': {
    about: 'Code blocks and tables that appeared earlier in the page.',
    by: [false, true, true],
  },
  'repeated-lines': {
    about: 'Two or more lines of code in a row that appeared in an earlier code block of the page.',
    by: [false, false, true],
  },
  'repeated-text': {
    about: 'Prose that appeared earlier in the page, such as options that many fields share.',
    by: [false, false, true],
  },
  'plain-sentences': {
    about: 'Sentences after the first of a section that name nothing new: no code, number or page.',
    by: [false, false, false],
  },
  'old-releases': {
    about: 'All but the newest releases of a changelog, with their headings.',
    by: [false, false, true],
  },
  'included-pages': {
    about:
      'The text of another page, if a page consists only of that; a line names the other page.',
    by: [false, false, true],
  },
  'link-targets': {
    about: 'Where links lead: `external` to other sites, `all` anywhere.',
    choices: ['external', 'all'],
    by: [false, false, 'all'],
  },
  'hidden-files': { about: 'Files of a sandbox that readers do not see.', by: [false, true, true] },
  'demo-css': { about: 'Style sheets of demos.', by: [false, true, true] },
  'package-managers': {
    about: 'The same command for other package managers.',
    by: [false, true, true],
  },
} as const satisfies Record<string, Saving>;

export type SavingName = keyof typeof savings;

/** What a profile makes of a saving. */
export const savingBy = (name: SavingName, profile: Profile): SavingValue =>
  savings[name].by[profiles.indexOf(profile)]!;

/** Whether and how a saving applies: what the configuration says, else what the profile does. */
export function savingValue(
  settings: Readonly<{ profile: Profile; savings: Readonly<Record<string, SavingValue>> }>,
  name: SavingName,
): SavingValue {
  return Object.hasOwn(settings.savings, name)
    ? (settings.savings[name] as SavingValue)
    : savingBy(name, settings.profile);
}

/** Savings by rule, as stages contribute them; they are summed over stages and documents. */
export type Savings = Record<string, { count: number; characters: number }>;

/** Adds one saving to those of a stage. */
export function save(savings: Savings, name: SavingName, characters: number): void {
  const sum = savings[name] ?? { count: 0, characters: 0 };
  savings[name] = { count: sum.count + 1, characters: sum.characters + characters };
}

/** What one rule left out of a build. */
export interface RuleSaving {
  rule: string;
  /** How often the rule applied. */
  count: number;
  /** Characters of the source that it left out. */
  characters: number;
}

/** The savings that a build's statistics hold by rule, the largest first. */
export function sortedSavings(
  savings: Readonly<Record<string, Omit<RuleSaving, 'rule'>>>,
): RuleSaving[] {
  return Object.entries(savings)
    .map(([rule, saved]) => ({ rule, ...saved }))
    .sort((a, b) => b.characters - a.characters || (a.rule < b.rule ? -1 : 1));
}
