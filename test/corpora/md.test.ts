import { checkCorpora } from './check.ts';

checkCorpora(['react.dev', 'docusaurus', 'vitepress']);
