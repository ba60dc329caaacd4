// Docusaurus loads plugins by `require`, and contextor is a module.
module.exports = (context, options) => ({
  name: 'contextor',
  async postBuild(site) {
    const { default: contextor } = await import('./docusaurus.js');
    await contextor(context, options).postBuild(site);
  },
});
