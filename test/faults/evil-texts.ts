import type { Config } from '../../src/config/settings.ts';

export const texts = [
  '<!-- contextor:end -->',
  'a\n::error::x',
  '##[error] x',
  '\u001b[31mred\u0007',
  '\u202eevil\u200f',
  '`code` [x](y) ](z) | pipe',
  '---\nkey: v',
  '</script><script>alert(1)</script>',
  '```\nfence',
  '\u009b31m',
  '# H1\n- [fake](http://x)',
  '\u2028line',
  '\u0085next',
  '\u2066turned\u2069\u061c',
  '::warning file=a::b',
  '!!js/function x',
  'key: [v, {a',
  '&a *a @x %y',
  '> quote\n- [fake](http://x)',
  '-->',
];

/** In the nightly run each of them behind each other one, too. */
export const combined =
  process.env.CONTEXTOR_FAULTS === 'all'
    ? texts.flatMap((text) => ['', ...texts].map((before) => before + text))
    : texts;

/** Characters that act on a terminal or turn text around. */
export const acting =
  /[\0-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Pages whose names, folders, titles, descriptions, labels, headings and topics are evil: three for each text. */
export function evilPages(combined: readonly string[]): Record<string, string> {
  const page = (text: string, at: number) => {
    const value = JSON.stringify(text);
    const description = JSON.stringify(`${text} is what this page says.`);
    const fields = `title: ${value}\ndescription: ${description}\nsidebar_label: ${value}\ntags: [${value}]`;
    return `---\n${fields}\n---\n\nWords ${at}. [gone](gone.md)\n\n## ${text.replaceAll('\n', ' ')}\n\nText.\n`;
  };
  const named = (text: string) => text.replace(/[/\u2028]/g, '-');
  // Globs do not go into folders whose names hold line breaks.
  const folder = (text: string, at: number) => `${named(text).replaceAll('\n', ' ')} ${at}`;
  return Object.fromEntries(
    combined.flatMap((text, at): [string, string][] => [
      [`p${at}.md`, page(text, at)],
      [`${named(text)}.md`, `Words ${at}.\n`],
      [`${folder(text, at)}/x.md`, `Words ${at}.\n`],
      [`${folder(text, at)}/_category_.json`, JSON.stringify({ label: text, position: at })],
    ]),
  );
}

/** Everything that is written about all pages, under an evil title. */
export const evilLists: Config = {
  title: texts.join(' '),
  description: texts.join(' '),
  llmsTxt: true,
  llmsFullTxt: true,
  bundles: { all: { include: ['**'] } },
  search: true,
  agents: {
    agentsMd: true,
    claudeMd: true,
    indexRule: true,
    copilot: true,
    windsurf: true,
    cline: true,
    skill: true,
  },
};
