/** SGR codes that the command uses, as SVG attributes; others reset. */
const styles: Readonly<Record<string, string>> = {
  1: 'font-weight="bold"',
  2: 'fill="#8b949e"',
  31: 'fill="#ff7b72"',
  33: 'fill="#d29922"',
  36: 'fill="#76e3ea"',
};

const [lineHeight, columnWidth, padding] = [20, 8.43, 16];

/** Text with terminal colours as an SVG. */
export function terminalPicture(text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const columns = Math.max(...lines.map((line) => line.replace(/\u001b\[\d+m/g, '').length));
  const width = Math.ceil(columns * columnWidth + 2 * padding);
  const height = lines.length * lineHeight + 2 * padding;
  const rows = lines.map((line, row) => {
    const y = padding + (row + 0.75) * lineHeight;
    return `<text x="${padding}" y="${y}" xml:space="preserve">${spans(line)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="A run of contextor in a terminal">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">
${rows.join('\n')}
</g>
</svg>
`;
}

function spans(line: string): string {
  const parts = line.split(/\u001b\[(\d+)m/);
  let style = '';
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return part === '' ? '' : `<tspan ${style}>${escaped(part)}</tspan>`;
      style = styles[part] ?? '';
      return '';
    })
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
