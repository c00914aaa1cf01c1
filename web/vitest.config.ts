import { fileURLToPath } from 'node:url';
import { compileModule } from 'svelte/compiler';
import { defineConfig, type Plugin } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Runes in modules; components are looked at in a browser (tests/e2e). */
const runes: Plugin = {
  name: 'runes',
  enforce: 'post',
  transform: (code, id) => (id.endsWith('.svelte.ts') ? compileModule(code, { filename: id, generate: 'client' }).js : null),
};

export default defineConfig({
  plugins: [runes],
  resolve: {
    alias: { $shared: here('app/src/shared'), '@klieg/api-client': here('packages/api-client/src/index.ts') },
  },
  test: {
    environment: 'happy-dom',
    include: ['packages/*/tests/**/*.test.ts', 'app/tests/**/*.test.ts'],
    restoreMocks: true,
  },
});
