// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { precompressed } from "./precompressed.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const domain = here("../../chaincode/domain");

/** Where the gateway listens that the development server passes the interface on to: `npm start`'s, unless `GATEWAY_URL` names another. */
const GATEWAY = process.env["GATEWAY_URL"] ?? "http://127.0.0.1:8080";
const INTERFACE = ["/v1", "/auth", "/docs", "/problems", "/openapi.json", "/readyz", "/livez", "/metrics"];

export default defineConfig({
  root: here("."),
  plugins: [react(), precompressed()],
  resolve: {
    // Its sources, so that a page carries what it uses of the domain and not all of it.
    alias: [
      { find: /^@licet\/domain$/, replacement: `${domain}/index.ts` },
      { find: /^@licet\/domain\//, replacement: `${domain}/` },
    ],
  },
  build: {
    outDir: "dist/site",
    emptyOutDir: true,
    target: "es2022",
    // The content security policy allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id: string) => !id.startsWith(`${domain}/`) },
    },
  },
  server: { proxy: Object.fromEntries(INTERFACE.map((path) => [path, { target: GATEWAY }])) },
});
