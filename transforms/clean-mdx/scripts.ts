import { classify } from '../../src/document/lines/scanner.ts';

/** The code of `<script>` blocks, which Vue's Markdown has in place of ESM. */
export function scriptsOf(text: string): string[] {
  if (!text.includes('<script')) return [];
  const lines = text.split('\n');
  const kinds = classify(lines, 'markdown');
  const scripts: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    if (
      kinds[at] === 'code' ||
      kinds[at] === 'fence' ||
      !/^<script\b[^>]*>\s*$/.test(lines[at] as string)
    )
      continue;
    const end = lines.findIndex((line, index) => index > at && /^<\/script>/.test(line));
    if (end < 0) break;
    scripts.push(lines.slice(at + 1, end).join('\n'));
    at = end;
  }
  return scripts;
}
