import { stringify } from 'yaml';
import { configJsonSchema } from '../../config/json-schema.ts';
import type { Config } from '../../config/settings.ts';

/** A configuration as YAML, each setting under a comment that says what it is. */
export function configText(config: Config): string {
  const { properties = {} } = configJsonSchema();
  const settings = Object.entries(config).map(
    ([key, value]) => `# ${properties[key]?.description ?? ''}\n${stringify({ [key]: value })}`,
  );
  return [
    '# All settings: docs/configuration.md of contextor.\n',
    '$schema: ./node_modules/contextor/dist/schema.json\n',
    ...settings.map((setting) => `\n${setting}`),
  ].join('');
}
