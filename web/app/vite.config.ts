import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const CONTROL = process.env['KLIEG_CONTROL_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [sveltekit()],
  server: {
    proxy: {
      '/api': { target: CONTROL, ws: true },
      '/status': CONTROL,
    },
  },
});
