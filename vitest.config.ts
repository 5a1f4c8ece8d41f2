import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      // More workers than cores: many tests wait for the limit of requests a second, which is the product's own.
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000, maxWorkers: 5 } },
      {
        test: {
          name: 'ui',
          include: ['test/ui/**/*.test.ts'],
          // One workbench at a time: two cores drive a server, an extension host and a browser already.
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
