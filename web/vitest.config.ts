import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: {
      $shared: fileURLToPath(new URL('app/src/shared', import.meta.url)),
      '@klieg/api-client': fileURLToPath(new URL('packages/api-client/src/index.ts', import.meta.url)),
    } },
  test: {
    environment: 'happy-dom',
    include: ['packages/*/tests/**/*.test.ts', 'app/tests/**/*.test.ts'],
    restoreMocks: true,
  },
});
