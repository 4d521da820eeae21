import { defineConfig } from "vitest/config";

// Tests resolve workspace packages to their source: no build before a test.
const conditions = ["dedepay-source"];
// `npm run soak` runs long tests at their whole size.
const soak = process.env["DEDEPAY_SOAK"] === "1";

export default defineConfig({
  resolve: { conditions: [...conditions, "module", "node"] },
  ssr: {
    resolve: { conditions: [...conditions, "module", "node"], externalConditions: conditions },
  },
  test: {
    include: [
      "packages/*/{src,generate,examples}/**/*.test.ts",
      "examples/*/src/**/*.test.ts",
      "tools/*/src/**/*.test.ts",
    ],
    // The runner would leave one core idle, which is half of a small machine; many tests wait for processes anyway.
    maxWorkers: "100%",
    // Generous, because virtual days cost real seconds on a machine that is busy with other things.
    testTimeout: soak ? 1_800_000 : 60_000,
    hookTimeout: 60_000,
  },
});
