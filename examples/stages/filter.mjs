// A filter: pages that say `internal: true`, or stand in a folder of that name, have no output.
import { drop } from 'contextor';

export default {
  name: 'filter',
  kind: 'enrich',
  before: ['clean-mdx'],
  run({ path, frontmatter }) {
    if (frontmatter.internal === true) return drop('internal: true');
    if (path.split('/').includes('internal')) return drop('in a folder for internal pages');
    return undefined;
  },
};
