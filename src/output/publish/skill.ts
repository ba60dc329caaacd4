import { writeYaml } from '../../document/yaml-writer.ts';

/** Limits of the Agent Skills format (https://agentskills.io/specification), in characters. */
export const skillLimits = { name: 64, description: 1024 } as const;

/** Lower-case ASCII letters, digits and single dashes, as all readers of skills take it. */
export function skillName(title: string): string {
  const name = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, skillLimits.name)
    .replace(/^-+|-+$/g, '');
  return name || 'docs';
}

/** What the documentation is, and when to read it. */
export function skillDescription({ title, description }: SkillSubject): string {
  const name = clipped(plain(title), 200) || 'this project';
  const when = `Use when you write code with ${name}, configure it, or answer questions about it.`;
  const about = plain(description ?? '');
  const what = about === '' ? `The documentation of ${name}.` : `${name}: ${ended(about)}`;
  return `${clipped(what, skillLimits.description - when.length - 1)} ${when}`;
}

interface SkillSubject {
  title: string;
  description?: string | undefined;
}

/** The front matter of a SKILL.md. */
export function skillHead(subject: SkillSubject): string {
  const name = skillName(subject.title);
  return `---\n${writeYaml({ name, description: skillDescription(subject) })}---\n`;
}

/** One line without control characters and tags, which prompts are built with. */
function plain(text: string): string {
  return (
    text
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029<>]+/gu, ' ')
      // Readers look for the end of the front matter without knowing of quotes.
      .replace(/-{3,}/g, '--')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

const ended = (text: string): string => (/[.!?。！？]$/u.test(text) ? text : `${text}.`);

/** Cut after a word, with a sign that it is. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
  const word = head.replace(/\s+\S*$/, '');
  return `${(word.length > most / 2 ? word : head).trimEnd()}…`;
}
