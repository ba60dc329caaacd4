import { ContextorError } from '../../errors.ts';
import { describe } from '../adopt.ts';
import { badSpec, checkKeys, isNames } from './check.ts';
import { nodeAt, pathOf, type RuleNode, ruleNode, spreadWildcards } from './rules-tree.ts';
import type { MergeSpec, Path, Rule, RuleName } from './types.ts';

const ruleNames: Record<RuleName, true> = {
  error: true,
  overwrite: true,
  'keep-first': true,
  deep: true,
  union: true,
  append: true,
  sum: true,
  max: true,
  min: true,
  or: true,
};

/** Resolves field rules and exclusions into a tree of paths. */
export function compileRules(
  spec: MergeSpec,
  { where, excludedFields }: { where: string; excludedFields: readonly string[] },
): RuleNode {
  const root = ruleNode();
  for (const [path, rule] of listRules(spec, where)) {
    if (typeof rule !== 'function' && !Object.hasOwn(ruleNames, rule as string)) {
      throw new ContextorError(`${where}: unknown rule '${String(rule)}' for '${path.join('.')}'`, {
        code: 'MERGE_UNKNOWN_RULE',
        remedy: `use one of ${Object.keys(ruleNames).join(', ')}, or a function`,
      });
    }
    nodeAt(root, checkPath(path, where)).rule = rule;
  }
  const { exclude = [] } = spec;
  if (!Array.isArray(exclude)) {
    throw badSpec(`${where}: exclude is ${describe(exclude)}`, 'give a list of paths');
  }
  for (const path of exclude) nodeAt(root, checkPath(path, where)).excluded = true;
  for (const name of excludedFields) nodeAt(root, [name]).excluded = true;
  return spreadWildcards(root);
}

function listRules(
  { fields = {} }: MergeSpec,
  where: string,
): (readonly [readonly string[], Rule])[] {
  if (!Array.isArray(fields)) {
    checkKeys(fields, Object.keys(fields), `${where}, fields`);
    return Object.entries(fields).map(([key, rule]) => [pathOf(key), rule]);
  }
  return fields.map((field) => {
    checkKeys(field, ['path', 'rule'], `${where}, fields`);
    return [checkPath(field.path, where), field.rule];
  });
}

function checkPath(path: Path, where: string): readonly string[] {
  const keys = typeof path === 'string' ? pathOf(path) : path;
  if (!isNames(keys) || keys.length === 0 || keys.includes('')) {
    throw badSpec(
      `${where}: ${JSON.stringify(path) ?? describe(path)} is not a path`,
      "write 'a.b'",
    );
  }
  return keys;
}
