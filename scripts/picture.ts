// Draws a run as it looks in a terminal: node scripts/run.js scripts/picture.ts [arguments] > docs/images/run.svg
import { spawnSync } from 'node:child_process';
import { terminalPicture } from './picture/terminal-picture.ts';

const args = process.argv.slice(2);
const { stdout, stderr } = spawnSync(process.execPath, ['dist/bin/contextor.js', ...args], {
  encoding: 'utf8',
  env: { ...process.env, FORCE_COLOR: '1' },
});
process.stdout.write(terminalPicture(`$ npx contextor ${args.join(' ')}\n${stdout}${stderr}`));
