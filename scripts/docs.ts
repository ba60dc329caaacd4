// Writes the generated pages of docs/; `npm run docs`.
import { writeFileSync } from 'node:fs';
import { generatedPages } from './reference/index.ts';

for (const [name, page] of Object.entries(generatedPages)) {
  writeFileSync(`docs/${name}`, await page());
}
