import type { Dialect } from '../../../transforms/dialect.ts';
import type { DocumentSettings } from '../../config/settings.ts';

export function resolveDialect(name: string, additions: DocumentSettings): Dialect {
  const { components, containers, macros } = additions;
  return { name, components, containers, macros } as Dialect;
}
