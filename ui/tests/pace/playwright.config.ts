// Measuring, apart from the tests: nothing here passes or fails by a clock.
import { defineConfig } from '@playwright/test';
import browser from '../../playwright.config';

export default defineConfig({ ...browser, testDir: '.', outputDir: '../../node_modules/.cache/pace', timeout: 600_000 });
