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
  lossless: SavingValue;
  balanced: SavingValue;
  compact: SavingValue;
}

/**
 * The named savings. Each one is set by the profile, and one by one by `savings` in the
 * configuration; what a saving leaves out is counted under its name.
 */
export const savings = {
  boilerplate: {
    about: '"Edit this page", previous and next, share links.',
    lossless: true,
    balanced: true,
    compact: true,
  },
  'section-breaks': {
    about: 'Thematic breaks before a heading and at the end of the page.',
    lossless: true,
    balanced: true,
    compact: true,
  },
  'long-code': {
    about: 'The end of long code blocks, at a whole statement.',
    lossless: false,
    balanced: true,
    compact: true,
  },
  'long-data': {
    about: 'The remaining entries of long data blocks (JSON, YAML, TOML, CSV).',
    lossless: false,
    balanced: true,
    compact: true,
  },
  'long-tables': {
    about: 'The remaining rows of long tables.',
    lossless: false,
    balanced: false,
    compact: true,
  },
  'long-lists': {
    about: 'The remaining items of long lists.',
    lossless: false,
    balanced: false,
    compact: true,
  },
  'long-sections': {
    about: 'The remaining prose of long sections; headings, code and tables stay.',
    lossless: false,
    balanced: false,
    compact: true,
  },
  'url-payload': {
    about: 'Payloads in addresses, such as the code in the hash of a playground link.',
    lossless: false,
    balanced: true,
    compact: true,
  },
  'decorative-images': {
    about:
      'Addresses of images: `decorative` drops those of images without a description, `data:` addresses that are the picture itself, and long ones that appeared earlier in the page; `all` drops every one.',
    choices: ['decorative', 'all'],
    lossless: false,
    balanced: 'decorative',
    compact: 'all',
  },
  'duplicate-blocks': {
    about: 'Code blocks and tables that appeared earlier in the page.',
    lossless: false,
    balanced: true,
    compact: true,
  },
  'repeated-lines': {
    about: 'Two or more lines of code in a row that appeared in an earlier code block of the page.',
    lossless: false,
    balanced: false,
    compact: true,
  },
  'repeated-text': {
    about: 'Prose that appeared earlier in the page, such as options that many fields share.',
    lossless: false,
    balanced: false,
    compact: true,
  },
  'plain-sentences': {
    about: 'Sentences after the first of a section that name nothing new: no code, number or page.',
    lossless: false,
    balanced: false,
    compact: false,
  },
  'old-releases': {
    about: 'All but the newest releases of a changelog, with their headings.',
    lossless: false,
    balanced: false,
    compact: true,
  },
  'included-pages': {
    about:
      'The text of another page, if a page consists only of that; a line names the other page.',
    lossless: false,
    balanced: false,
    compact: true,
  },
  'link-targets': {
    about: 'Where links lead: `external` to other sites, `all` anywhere.',
    choices: ['external', 'all'],
    lossless: false,
    balanced: false,
    compact: 'all',
  },
  'hidden-files': {
    about: 'Files of a sandbox that readers do not see.',
    lossless: false,
    balanced: true,
    compact: true,
  },
  'demo-css': {
    about: 'Style sheets of demos.',
    lossless: false,
    balanced: true,
    compact: true,
  },
  'package-managers': {
    about: 'The same command for other package managers.',
    lossless: false,
    balanced: true,
    compact: true,
  },
} as const satisfies Record<string, Saving>;

export type SavingName = keyof typeof savings;

/** Whether and how a saving applies: what the configuration says, else what the profile does. */
export function savingValue(
  settings: Readonly<{ profile: Profile; savings: Readonly<Record<string, SavingValue>> }>,
  name: SavingName,
): SavingValue {
  return Object.hasOwn(settings.savings, name)
    ? (settings.savings[name] as SavingValue)
    : savings[name][settings.profile];
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
