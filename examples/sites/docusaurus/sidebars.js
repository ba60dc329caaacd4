export default {
  docs: ['index', { type: 'category', label: 'Guide', items: ['guide/first-steps', 'guide/keys'] }],
};
