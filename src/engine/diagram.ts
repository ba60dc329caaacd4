import type { StageInfo } from './graph.ts';

/** Groups stages by the length of the longest way to them. */
export function levelsOf(stages: readonly StageInfo[]): readonly (readonly string[])[] {
  const depths = depthsOf(stages);
  const levels: string[][] = [];
  for (const { name } of stages) {
    const depth = depths.get(name)!;
    while (levels.length <= depth) levels.push([]);
    levels[depth]!.push(name);
  }
  return Object.freeze(levels.map((names) => Object.freeze(names)));
}

export function renderMermaid(stages: readonly StageInfo[]): string {
  const ids = new Map(stages.map(({ name }, index) => [name, `s${index}`]));
  const lines = ['flowchart TD'];
  for (const { name, kind } of stages) {
    const label = `"${name.replaceAll('"', '#quot;')}"`;
    lines.push(`  ${ids.get(name)}${kind === 'transform' ? `[${label}]` : `([${label}])`}`);
  }
  for (const { name, after } of stages) {
    for (const dependency of after) lines.push(`  ${ids.get(dependency)} --> ${ids.get(name)}`);
  }
  return `${lines.join('\n')}\n`;
}

export function renderText(title: string, stages: readonly StageInfo[]): string {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const lines = [title];
  for (const [level, names] of levelsOf(stages).entries()) {
    for (const [index, name] of names.entries()) {
      const { kind, after } = byName.get(name)!;
      const behind = after.length > 0 ? ` <- ${after.join(', ')}` : '';
      const number = index === 0 ? String(level + 1) : '';
      lines.push(`${number.padStart(4)}  ${name} (${kind})${behind}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function depthsOf(stages: readonly StageInfo[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  const waiting = new Map(stages.map(({ name, after }) => [name, after.length]));
  const dependents = new Map<string, string[]>(stages.map(({ name }) => [name, []]));
  for (const { name, after } of stages) for (const from of after) dependents.get(from)!.push(name);
  const ready = stages.filter(({ after }) => after.length === 0).map(({ name }) => name);
  for (const name of ready) depths.set(name, 0);
  for (const name of ready) {
    for (const next of dependents.get(name)!) {
      depths.set(next, Math.max(depths.get(next) ?? 0, depths.get(name)! + 1));
      waiting.set(next, waiting.get(next)! - 1);
      if (waiting.get(next) === 0) ready.push(next);
    }
  }
  return depths;
}
