import type { Lines } from '../../lines/lines.ts';
import { splitPrefix } from '../../lines/prefix.ts';
import { Edits } from '../edits.ts';

/** A tag with its line for itself: whether it closes, its name, what it says. */
const tagLine =
  /^\{%\s*(\/\s*|end(?=[a-z]))?([a-z][\w-]*)\s*((?:[^%]|%(?!\}))*?)\s*(\/?)\s*%\}\s*$/i;
/** Tags whose parts are read one by one, so that no words stand between them. */
const ofParts =
  /^(?:accordion-group|cards|code-group|code-walkthrough|columns|filetree|quick-links|stepper|steps|table|tabs|updates)$/;

interface OpenTag {
  name: string;
  /** The lines of its branches, and what is said in place of each. */
  branches: [index: number, lead: string, label: string | undefined][];
}

/**
 * Says above each branch of `{% if %}` … `{% else %}` when it is shown, as the condition is written:
 * only the site knows it, for each reader. https://markdoc.dev/docs/tags#conditionals
 */
export function conditionLabels({ text, kind }: Lines): Edits {
  const edits = new Edits();
  const open: OpenTag[] = [];
  for (const [index, line] of text.entries()) {
    const { lead, content } = splitPrefix(line);
    const tag = kind[index] === 'text' ? tagLine.exec(content) : null;
    if (tag === null) continue;
    const [, closing, name = '', said = '', alone] = tag;
    if (closing !== undefined) {
      const at = open.findLastIndex((one) => one.name === name);
      const branches = at === -1 ? [] : open.splice(at)[0]!.branches;
      if (branches.length === 0 || ofParts.test(outer(open) ?? '')) continue;
      for (const [place, before, label] of branches)
        if (label !== undefined) edits.replaceByBlock(place, before, label);
      edits.replace(index, lead.trimEnd());
      continue;
    }
    const label = labelOf(name, said);
    if (/^else(?:if)?$/.test(name)) open.at(-1)?.branches.push([index, lead, label]);
    else if (alone === '')
      open.push({ name, branches: name === 'if' ? [[index, lead, label]] : [] });
  }
  return edits;
}

/** The name of the tag that conditions stand in. */
const outer = (open: readonly OpenTag[]) => open.findLast(({ name }) => name !== 'if')?.name;

function labelOf(name: string, condition: string): string | undefined {
  if (condition === '') return name === 'else' ? '**Else**' : undefined;
  if (condition.includes('`')) return undefined;
  return `**${name === 'if' ? 'If' : 'Else if'} \`${condition}\`**`;
}
