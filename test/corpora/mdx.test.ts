import { checkCorpora } from './check.ts';

checkCorpora(['fumadocs', 'nextra', 'mintlify', 'starlight']);
