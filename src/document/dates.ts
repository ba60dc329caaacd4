/** What ends a time with a zone of its own. */
const zoned = /:\d\d(?:\.\d+)?\s*(?:Z|[A-Z]{3,4}|[+-]\d\d:?\d\d)$/;

/** The time that a text tells, if it tells one; without a zone it is in UTC, wherever the build runs. */
export function timeOf(text: string): number | undefined {
  const forms = zoned.test(text) ? [text] : [`${text} UTC`, `${text}Z`, text];
  return forms.map(Date.parse).find((time) => !Number.isNaN(time));
}
