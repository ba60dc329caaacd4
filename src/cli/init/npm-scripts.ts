/** The scripts that `init` adds to package.json. */
export const scripts: Readonly<Record<string, string>> = {
  'docs:context': 'contextor build',
  'docs:context:check': 'contextor check',
};

/**
 * Adds the missing scripts to the text of a package.json, keeping its indentation and line ends.
 * @returns the names that were added; the text is the same where there are none.
 */
export function withScripts(text: string): { text: string; added: string[] } {
  const manifest = JSON.parse(text);
  const added = Object.keys(scripts).filter((name) => manifest.scripts?.[name] === undefined);
  if (added.length === 0) return { text, added };
  manifest.scripts = {
    ...manifest.scripts,
    ...Object.fromEntries(added.map((name) => [name, scripts[name]])),
  };
  const indent = /^\{\r?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const ending = /\n$/.test(text) ? lineEnd : '';
  return { text: JSON.stringify(manifest, null, indent).replaceAll('\n', lineEnd) + ending, added };
}
