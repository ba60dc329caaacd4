import type { DocumentSettings } from '../src/config/settings.ts';

type Profile = DocumentSettings['profile'];

/** `false` is off, `true` on; a text chooses among the ways that the rule knows. */
export type RuleValue = boolean | string;

interface Rule {
  /** What the rule leaves out. */
  about: string;
  /** The ways that the rule knows beside on and off. */
  choices?: readonly [string, ...string[]];
  lossless: RuleValue;
  balanced: RuleValue;
  compact: RuleValue;
}

/**
 * The named savings. Each one is set by the profile, and one by one by `rules` in the
 * configuration; what a rule leaves out is counted under its name.
 */
export const rules = {
  boilerplate: {
    about: '"Edit this page", previous and next, share links.',
    lossless: true,
    balanced: true,
    compact: true,
  },
  'section-breaks': {
    about: 'Thematic breaks before a heading, which begins a section by itself, and at the end.',
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
    about: 'Further entries of long data blocks (JSON, YAML, TOML, CSV).',
    lossless: false,
    balanced: true,
    compact: true,
  },
  'long-tables': {
    about: 'Further rows of long tables.',
    lossless: false,
    balanced: false,
    compact: true,
  },
  'long-lists': {
    about: 'Further items of long lists.',
    lossless: false,
    balanced: false,
    compact: true,
  },
  'long-sections': {
    about: 'Further prose of long sections; headings, code and tables stay.',
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
    about: 'Addresses of images: `decorative` of those without a description, `all` of every one.',
    choices: ['decorative', 'all'],
    lossless: false,
    balanced: 'decorative',
    compact: 'all',
  },
  'duplicate-blocks': {
    about: 'Code blocks and tables that the page has shown before.',
    lossless: false,
    balanced: true,
    compact: true,
  },
  'repeated-lines': {
    about: 'Lines of code, two or more in a row, that a code block of the page has shown before.',
    lossless: false,
    balanced: false,
    compact: true,
  },
  'repeated-text': {
    about: 'Prose that the page has shown before, such as the options of a field that many share.',
    lossless: false,
    balanced: false,
    compact: true,
  },
  'old-releases': {
    about: 'All but the newest releases of a changelog, with their headings.',
    lossless: false,
    balanced: false,
    compact: true,
  },
  'included-pages': {
    about: 'The text of another page, where a page is nothing but that; a line says which one.',
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
    about: 'Files of a sandbox that its reader does not see.',
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
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

/** Whether and how a rule applies: what the configuration says, else what the profile does. */
export function ruleValue(
  settings: Readonly<{ profile: Profile; rules: Readonly<Record<string, RuleValue>> }>,
  name: RuleName,
): RuleValue {
  return Object.hasOwn(settings.rules, name)
    ? (settings.rules[name] as RuleValue)
    : rules[name][settings.profile];
}

/** Savings by rule, as stages contribute them; they are summed over stages and documents. */
export type Savings = Record<string, { count: number; characters: number }>;

/** Adds one saving to those of a stage. */
export function save(savings: Savings, name: RuleName, characters: number): void {
  const sum = savings[name] ?? { count: 0, characters: 0 };
  savings[name] = { count: sum.count + 1, characters: sum.characters + characters };
}
