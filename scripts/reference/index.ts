import { dialects } from '../../transforms/dialects/index.ts';
import { commandLinePage } from './command-line.ts';
import { configurationPage } from './configuration.ts';
import { dialectPage } from './dialect-page.ts';
import { dialectsPage } from './dialects.ts';
import { profilesPage } from './profiles.ts';
import { troubleshootingPage } from './troubleshooting.ts';

/** The generated pages of docs/, by file name. */
export const generatedPages: Record<string, () => string | Promise<string>> = {
  'command-line.md': commandLinePage,
  'configuration.md': configurationPage,
  'dialects.md': dialectsPage,
  'profiles.md': profilesPage,
  'troubleshooting.md': troubleshootingPage,
  ...Object.fromEntries(
    Object.values(dialects).map((dialect) => [
      `dialects/${dialect.name}.md`,
      () => dialectPage(dialect),
    ]),
  ),
};
