/**
 * The lines that refer to each label. A definition to which none refers is not seen; some serve as
 * comments.
 */
export function labelsIn(source: string): Map<string, number[]> {
  const labels = new Map<string, number[]>();
  let line = 1;
  let counted = 0;
  for (let at = source.indexOf('['); at !== -1; at = source.indexOf('[', at + 1)) {
    const label = labelAt(source, at);
    // A link with a target of its own refers to none, nor does the definition.
    if (label === undefined || /[:(]/.test(source.charAt(at + label.length))) continue;
    line += source.slice(counted, at).split('\n').length - 1;
    counted = at;
    const lines = labels.get(label);
    if (lines) lines.push(line);
    else labels.set(label, [line]);
  }
  return labels;
}

/** Longer ones are not labels: https://spec.commonmark.org/0.31.2/#link-label */
const labelPattern = /\[(?:\\.|[^\]\\]){1,999}\]/y;

export function labelAt(source: string, at: number): string | undefined {
  labelPattern.lastIndex = at;
  return labelPattern.exec(source)?.[0].toLowerCase();
}
