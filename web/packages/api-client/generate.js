// Writes src/schema.ts from openapi.json, the document that control serves at /api/v1/openapi.json.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const here = (path) => new URL(path, import.meta.url);
const document = JSON.parse(await readFile(here('openapi.json'), 'utf8'));
// Two spaces instead of four, as everywhere here: a fifth less to carry.
const types = astToString(await openapiTS(document)).replace(/^(?: {4})+/gm, (indent) => ' '.repeat(indent.length / 2));
await writeFile(here('src/schema.ts'), `// Generated from openapi.json by \`npm run generate\`.\n\n${types}`);
