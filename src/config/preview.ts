// A file of its own: what reads options needs it, and not the schema that explains mistakes.

/** A value in one short line. */
export function preview(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
