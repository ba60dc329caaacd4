import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

const anyCall =
  /(\{\{[<%]\s*)(\/?)(\s*)([\w./-]*?)(?=[\s/]*[>%]\}\}|\s)([^{}]*?)(\/?)(\s*[>%]\}\})/g;
/** Shortcodes of Hugo itself that hold nothing. */
const builtIn = /^(?:figure|gist|instagram|param|qr|(?:rel)?ref|tweet|vimeo|x|youtube)$/i;
const namelessEnd = /\{\{[<%]\s*\/\s*[>%]\}\}/;

/** `{{< / >}}` ends the innermost shortcode that holds something: it gets the name of that one. */
export function nameEnds({ lines: { text }, site }: Preparation): Edits {
  const edits = new Edits();
  if (!text.some((line) => namelessEnd.test(line))) return edits;
  const open: string[] = [];
  const holds = (name: string) => {
    const template = site.template(name);
    return template === undefined ? !builtIn.test(name) : /\.Inner\b/.test(template);
  };
  for (const [index, line] of text.entries()) {
    const made = line.replace(anyCall, (whole, start, end, gap, name, _rest, alone, close) => {
      if (end && name === '') return `${start}/${gap}${open.pop() ?? ''}${close}`;
      if (end) open.length = Math.max(0, open.lastIndexOf(name));
      else if (name !== '' && alone === '' && holds(name)) open.push(name);
      return whole;
    });
    if (made !== line) edits.replace(index, made);
  }
  return edits;
}
