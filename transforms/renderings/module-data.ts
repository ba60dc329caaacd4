import type { Document } from '../../src/document/document.ts';
import { memberOf } from '../../src/document/prepare/preparation.ts';
import { firstOf } from '../../src/first-of.ts';
import { dataOfModule } from '../../src/static/module-data.ts';

/** What a module in the `_data` of Eleventy exports: https://www.11ty.dev/docs/data-js/ */
export function moduleDataAt(
  [name = '', ...keys]: readonly string[],
  document: Pick<Document, 'include'>,
): unknown {
  if (!/^\w+$/.test(name)) return undefined;
  return firstOf(['js', 'cjs', 'mjs'], (ending) => {
    const file = document.include(`/_data/${name}.${ending}`);
    return file.ok ? keys.reduce(memberOf, dataOfModule(file.text, file.path)) : undefined;
  });
}
