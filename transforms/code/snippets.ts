import type { Code } from 'mdast';
import { excerpt, partName } from '../../src/includes/excerpt.ts';
import { byColon } from '../renderings/include-file.ts';
import type { FenceEnv } from './languages.ts';

const snippet = /^([ \t]*)-{1,}8<-{1,}[ \t]+(["'])(.+?)\2[ \t]*$/;
/** Markdown-Include's `{!> file!}`. */
const include = /^([ \t]*)\{(!)>?[ \t]*(?:\.{1,2}\/)*(\S+?)[ \t]*!\}[ \t]*$/;
/** Lines as mdx_include has them: `a.py[ln:1-7]`. */
const inBrackets = /\[ln:(\d+)(?:-(\d+))?\]$/;
const escaped = /^([ \t]*);(?=-{1,}8<)/;

/** PyMdown's `--8<-- "file"` in a fence: the lines of the file; one that cannot be read stays and is reported. */
export function expandSnippets(node: Code, { document }: FenceEnv): void {
  if (!/8<-|\{!/.test(node.value)) return;
  const lines = node.value.split('\n').flatMap((line) => {
    const [, lead = '', , path = ''] = snippet.exec(line) ?? include.exec(line) ?? [];
    if (path === '') return [line.replace(escaped, '$1')];
    const { file, region, lines } = byColon(path.replace(inBrackets, ':$1:$2'));
    const included = document.include(`/${file}`);
    const text = included.ok ? excerpt(included.text, { region, lines }) : undefined;
    if (text !== undefined) {
      document.included.set(partName(included.path, { region, lines }), text);
      return text.split('\n').map((each) => (each ? lead + each : each));
    }
    const reason = `${path} is included in a block of code, but cannot be read; its path is shown instead`;
    document.report({ severity: 'warning', rule: 'include-missing', reason, at: node });
    return [line];
  });
  node.value = lines.join('\n');
}
