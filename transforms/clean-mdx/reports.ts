import { didYouMean } from '../../src/nearest.ts';
import { unsafeKeys } from '../../src/unsafe-keys.ts';
import type { Place } from './place.ts';
import type { Tables } from './tables.ts';

/** Reports each component of which something is missing in the output. */
export function reportLost(place: Place): void {
  const { lost, document } = place;
  for (const [name, sources] of lost) {
    if (document.settings.unknownComponents === 'error' && place.unknown.has(name)) continue;
    const shown = [...sources].slice(0, 3).join(', ');
    const why =
      sources.size > 0
        ? `shows values that are known only when it runs (${shown}${sources.size > 3 ? ', …' : ''}); they are left out, its literal texts are kept`
        : 'has no text of its own, and no source that could be read; nothing of it is kept';
    document.report({
      severity: 'warning',
      rule: 'component-lost',
      about: name,
      ...(place.lostAt.has(name) && { at: place.lostAt.get(name) }),
      reason: `<${name}> ${why}. Set how it is rendered in the configuration: components: { ${JSON.stringify(name)}: "drop" }`,
    });
  }
}

/** Reports the expressions of the page that only running would tell. */
export function reportLostExpressions({ lostExpressions, document }: Place): void {
  for (const [source, at] of lostExpressions) {
    const reason = `{${source}} has a value that is known only when it runs; it is left out`;
    document.report({ severity: 'warning', rule: 'expression-lost', about: source, reason, at });
  }
}

/**
 * Reports each unknown name once, with its count and what the configuration could say of it;
 * gives the counts, without names that no field of a context may have.
 */
export function reportUnknown(place: Place, tables: Tables): Record<string, number> | undefined {
  if (place.unknown.size === 0) return undefined;
  const { settings, dialect } = place.document;
  const isError = settings.unknownComponents === 'error';
  const known = [...tables.components.names.keys()].filter((name) => /^[A-Z]/.test(name));
  for (const [name, count] of place.unknown) {
    if (!isError && place.lost.has(name)) continue;
    const near = /^[A-Z]/.test(name) ? didYouMean(name, known) : undefined;
    place.document.report({
      severity: isError ? 'error' : 'info',
      rule: 'unknown-component',
      about: name,
      reason:
        `<${name}> (${count}×) is not a component that the dialect ${dialect.name} knows. ${near ?? ''}`.trimEnd() +
        ` Set how it is rendered in the configuration: components: { ${JSON.stringify(name)}: "unwrap" }`,
    });
  }
  return Object.fromEntries([...place.unknown].filter(([name]) => !unsafeKeys.has(name)));
}
