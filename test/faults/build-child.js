// Builds with the options it is sent, and says when it begins and ends.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const entry = join(process.env.CONTEXTOR_DIST, 'src/index.js');
const { build, resolveSettings } = await import(pathToFileURL(entry).href);

process.on('message', async ({ config, cwd }) => {
  process.send('begins');
  try {
    const result = await build(resolveSettings(config, { cwd }));
    process.send({ result });
  } catch (error) {
    process.send({ error: { message: error.message, code: error.code } });
  }
  process.disconnect();
});
process.send('ready');
