// Svelte with runes throughout; TypeScript in components goes through Vite's own transformer.
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
};
