/** Importing it sets `globalThis.pdfjsWorker`, which pdf.js then calls in this very thread. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
