/** The rows of a text with separated values (RFC 4180); quotes stand around what holds a separator. What is empty without quotes is none. */
export function separated(text: string, sign: string): (string | null)[][] {
  const cell = new RegExp(`(?:"([^"]*(?:""[^"]*)*)"|([^${sign}\\n]*))([${sign}]|\\n|$)`, 'y');
  const whole = text.replaceAll('\r\n', '\n').trimEnd();
  const rows: (string | null)[][] = [[]];
  for (let end: string | undefined = sign; end; ) {
    const [, quoted, plain = '', next] = cell.exec(whole) ?? [];
    if (end === '\n') rows.push([]);
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? (plain || null));
    end = next;
  }
  return rows;
}
