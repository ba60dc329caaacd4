import { checkCorpora } from './check.ts';

checkCorpora(['docusaurus', 'vitepress', 'react.dev']);
