import { isScalar } from '../static-value.ts';
import type { Place } from './place.ts';

/** Plain values of `export const metadata = { … }`, where the dialect has such beside front matter. */
export function exportedMetadata({ document, scope }: Place): Record<string, string | number> {
  const isExported = document.dialect.conventions?.includes('exported-metadata') === true;
  const metadata = isExported ? scope.value('metadata') : undefined;
  if (!(metadata instanceof Map)) return {};
  return Object.fromEntries([...metadata].filter(([, value]) => isScalar(value)));
}
