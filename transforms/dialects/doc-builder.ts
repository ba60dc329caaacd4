import type { Dialect, RenderingSpec } from '../../src/contract/dialect.ts';
import { film } from './named.ts';

const since = (word: string): RenderingSpec => ({
  as: 'template',
  text: `**${word} in {version}**`,
});
const part = (name: string): RenderingSpec => ({ as: 'template', text: `**${name}**` });

/** doc-builder, which makes the sites of Hugging Face's libraries and courses. https://github.com/huggingface/doc-builder */
export const docBuilder: Dialect<'doc-builder'> = {
  name: 'doc-builder',
  signs: {
    files: ['_toctree.yml'],
    constructs: [
      [/^\[\[(?:autodoc\]\] |open-in-colab\]\])/m, 5],
      [/^ *<hfoptions?\s/m, 5],
    ],
  },
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['doc-builder'],
  components: {
    Added: since('Added'),
    Changed: since('Changed'),
    CourseFloatingBanner: 'drop',
    Deprecated: since('Deprecated'),
    DocNotebookDropdown: 'drop',
    FrameworkSwitchCourse: 'drop',
    Tip: { as: 'alert', kind: 'TIP', type: ['warning'], kinds: { true: 'WARNING' } },
    Youtube: film('youtube', ['id']),
    flax: part('JAX'),
    frameworkcontent: 'unwrap',
    hfoption: { as: 'tab', label: ['id'] },
    hfoptions: { as: 'tabs', items: [] },
    inferencesnippet: 'unwrap',
    jax: part('JAX'),
    literalinclude: {
      as: 'include',
      path: ['path'],
      language: ['language'],
      after: ['start-after'],
      before: ['end-before'],
    },
    pt: part('PyTorch'),
    tf: part('TensorFlow'),
  },
};
