// Writes the generated pages of docs/; `npm run docs`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { generatedPages } from './reference/index.ts';

mkdirSync('docs/dialects', { recursive: true });
for (const [name, page] of Object.entries(generatedPages)) {
  writeFileSync(`docs/${name}`, await page());
}
