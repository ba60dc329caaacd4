// Asks hosts for pages and their twins, with the configurations that docs/site.md gives.
//   npm run test:hosts
// nginx has to be installed. The functions for Netlify and Cloudflare run here, over a folder of files;
// what vercel.json means is worked out by Vercel's own library, which is installed beside.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratchFolder } from '../src/files/scratch-folder.ts';
import { buildExample } from './hosts/example.ts';
import { cloudflare, netlify } from './hosts/functions.ts';
import { startNginx } from './hosts/nginx.ts';
import { problemsOf } from './hosts/questions.ts';
import { vercel } from './hosts/vercel.ts';

const scratch = makeScratchFolder();
let failed = 0;
try {
  const site = buildExample(join(scratch, 'project'));
  const nginx = await startNginx(site, join(scratch, 'nginx'));
  const hosts = {
    nginx,
    netlify: await netlify(site),
    cloudflare: await cloudflare(site),
    vercel: await vercel(site, join(scratch, 'vercel')),
  };
  for (const [name, host] of Object.entries(hosts)) {
    const { asked, problems } = await problemsOf(host.ask);
    if (problems.length > 0) failed += 1;
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${asked} requests`);
    for (const problem of problems) console.log(`     ${problem}`);
  }
  await nginx.close();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (failed > 0) process.exitCode = 1;
