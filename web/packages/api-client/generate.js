// Writes src/schema.ts from openapi.json, the document that control serves at /api/v1/openapi.json.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const here = (path) => new URL(path, import.meta.url);
const document = JSON.parse(await readFile(here('openapi.json'), 'utf8'));
// The shapes alone: a client names its paths itself, and every file is carried by every clone for ever.
const shapes = (await openapiTS(document)).filter(({ name }) => name?.escapedText === 'components');
const types = astToString(shapes).replace(/^(?: {4})+/gm, (indent) => ' '.repeat(indent.length / 2));
await writeFile(here('src/schema.ts'), `// Generated from openapi.json by \`npm run generate\`.\n\n${types}`);
