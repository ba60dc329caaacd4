/**
 * An expression that certainly ends where it seems to: words, strings, comments, and such in
 * brackets. What could begin another one or an element stands nowhere in it, since strings and
 * comments may be none where the text is read otherwise.
 */
const plain = (() => {
  const text = String.raw`[^{}()[\]"'\`/\\<]|"[^"\\\n{<]{0,999}"|'[^'\\\n{<]{0,999}'`;
  const comment = String.raw`/\*(?:[^*{<]|\*(?!/)){0,2000}\*/`;
  const template = String.raw`\`[^\`\\\${<]{0,999}\``;
  const pairs = ['{}', '[]', '()'].map((pair) => `\\${pair[0]}(?:${text}){0,2000}\\${pair[1]}`);
  const parts = [text, comment, template, ...pairs].join('|');
  return String.raw`\{(?:${parts}){0,2000}\}`;
})();
const plainExpression = new RegExp(plain, 'y');

const value = `"[^"{<]{0,2000}"|'[^'{<]{0,2000}'|${plain}`;
const openingTag = new RegExp(
  String.raw`<(?:[A-Za-z_$][\w.:$-]*(?:\s+[\w:.@-]+(?:\s*=\s*(?:${value}))?)*)?\s*/?>`,
  'y',
);
const closingTag = /<\/[\w.:$-]*\s*>/y;

const nameStart = /[A-Za-z_$>\u0080-\uffff]/;

/**
 * How many elements a text may leave open within an expression, whatever the context is: elements
 * that hold nothing but text and elements like them do end where they seem to, and no others.
 * None where all expressions are plain.
 */
export function openElements(text: string): number {
  const mark = /[{<]/g;
  let uncertain = 0;
  let open = 0;
  let begun = false;
  const forget = () => {
    uncertain += open;
    open = 0;
  };
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    const at = match.index;
    const next = text.charAt(at + 1);
    if (match[0] === '{') {
      const end = endOf(plainExpression, text, at);
      begun ||= end === undefined;
      if (end === undefined) forget();
      else mark.lastIndex = end;
    } else if (next === '/') {
      if (endOf(closingTag, text, at) === undefined) forget();
      else if (open > 0) open--;
    } else if (nameStart.test(next)) {
      const end = endOf(openingTag, text, at);
      if (end === undefined) uncertain++;
      else if (text.charAt(end - 2) !== '/') open++;
      mark.lastIndex = end ?? at + 1;
    }
  }
  return begun ? uncertain + open : 0;
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
