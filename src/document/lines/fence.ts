const opening = /^(`{3,}(?!.*`)|~{3,})/;

/** The marks with which a line's content opens a fence; undefined where it opens none. */
export function fenceMarker(content: string): string | undefined {
  const first = content.charCodeAt(0);
  if (first !== 0x60 && first !== 0x7e) return undefined;
  return opening.exec(content)?.[1];
}

/** Whether a line's content is nothing but the marks that opened a fence, or more of them. */
export function closesFence(content: string, marker: string): boolean {
  return content.startsWith(marker) && content.replaceAll(marker.charAt(0), '') === '';
}
