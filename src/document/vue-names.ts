import { blockNames, inlineNames } from './html-names.ts';

/**
 * A table of components with the names that Vue finds them under besides: `ClientOnly` answers to
 * `<client-only>`, `Badge` to `<badge>`; `Link` does not to `<link>`, which is HTML.
 */
export function withDashedNames<T>(table: Readonly<Record<string, T>>): Record<string, T> {
  const dashed = Object.entries(table).flatMap(([name, value]) => {
    if (!/^[A-Z][A-Za-z\d]*$/.test(name)) return [];
    const other = name.replace(/\B[A-Z]/g, '-$&').toLowerCase();
    return isHtml(other) ? [] : [[other, value] as const];
  });
  return { ...Object.fromEntries(dashed), ...table };
}

const isHtml = (name: string): boolean => inlineNames.has(name) || blockNames.has(name);
