// `node:http2` for bundles. The SDK's ways to its services stand in one file, and one of them, which only a language
// model is asked by, reads this module as it is imported: that costs each cold start 10 ms. Here it is read when it is used.
// biome-ignore lint/style/useNodejsImportProtocol: `node:http2` is what this file stands for, in bundles
const http2 = () => require('http2');

module.exports = {
  connect: (...asked) => http2().connect(...asked),
  constants: new Proxy({}, { get: (_, name) => http2().constants[name] }),
};
