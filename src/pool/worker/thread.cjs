// Piscina loads a thread's file by `require`. Node 20 aborts the whole process where a thread is
// stopped while it requires a module (`v8::Module::IsGraphAsync`); while it imports one, it does not.
const entry = () => import('./entry.js');
entry().catch(() => {}); // loads the code before the first task, which then gives the reason

module.exports = {
  ready: async (task) => (await entry()).ready(task),
  work: async (task) => (await entry()).work(task),
  verify: async (task) => (await entry()).verify(task),
};
