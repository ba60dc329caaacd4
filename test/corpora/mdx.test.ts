import { checkCorpora } from './check.ts';

checkCorpora(['starlight', 'mintlify', 'fumadocs', 'nextra']);
