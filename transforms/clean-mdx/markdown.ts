/**
 * Whether a string of one line could read otherwise as Markdown than as plain text. Attributes and
 * titles rarely do, and parsing them is dear. What only begins a block (`- `, `1. `) is plain in a line.
 */
export const mayBeMarkdown = (value: string): boolean =>
  /[`*\\<{~&]|\]\(|\]\[|!\[|(?:^|\W)_\S|https?:\/\//.test(value);
