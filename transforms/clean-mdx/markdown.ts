/**
 * Whether a string of one line could read otherwise as Markdown than as plain text. Attributes and
 * titles rarely do, and parsing them is dear.
 */
export const mayBeMarkdown = (value: string): boolean =>
  /[`*\\<{~&]|\]\(|\]\[|!\[|(?:^|\W)_\S|https?:\/\/|^(?:[-+#>|=]|\d+[.)])|^\[[^\]]*\]:/.test(value);
