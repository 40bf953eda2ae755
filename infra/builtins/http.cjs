// `node:http` for bundles. An ES import of a built-in module reads all that it exports, and one thing that this
// one exports is a whole second HTTP client (undici), which costs a cold start 20 ms. A `require` reads nothing.
// biome-ignore lint/style/useNodejsImportProtocol: `node:http` is what this file stands for, in bundles
module.exports = require('http');
