// Builds with the options it is sent, and says when it begins and ends.
import { build, resolveSettings } from '../../dist/src/index.js';

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
