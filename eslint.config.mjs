// SPDX-License-Identifier: Apache-2.0
import eslint from "@eslint/js";
import prettier from "eslint-config-prettier";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const LINES_PER_FILE_MAX = 400;
const LINES_PER_FUNCTION_MAX = 70;
const COMPLEXITY_MAX = 10;

const tests = ["**/*.test.{ts,tsx}", "test/**/*.ts"];

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**", ".licet/**", "coverage/**", "gateway/web/src/api/schema.ts"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ["vitest.config.ts", "gateway/web/*.ts"],
          defaultProject: "tsconfig.base.json",
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // A switch over codes is one decision, however many codes there are.
      complexity: ["error", { max: COMPLEXITY_MAX, variant: "modified" }],
      "max-lines": ["error", LINES_PER_FILE_MAX],
      "max-lines-per-function": ["error", { max: LINES_PER_FUNCTION_MAX, skipBlankLines: true, skipComments: true }],
      eqeqeq: "error",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Export by name." },
        {
          selector:
            ":matches(PropertyDefinition, MethodDefinition[kind!='constructor'], TSParameterProperty)[accessibility='private']",
          message: "Use #private members.",
        },
      ],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      // An area adds its codes and parts to an interface that names no area, by declaration merging.
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      // Types that only name their shape would be refused by these two.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    // Chaincode answers alike on every peer or not at all.
    files: ["chaincode/{src,domain}/**/*.ts"],
    ignores: tests,
    rules: {
      "no-restricted-globals": ["error", "performance", "setTimeout", "setInterval", "fetch"],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Take the transaction's timestamp." },
        { object: "Math", property: "random", message: "Derive it from the transaction's id." },
        { property: "localeCompare", message: "Compare by code unit: a locale differs from peer to peer." },
      ],
    },
  },
  {
    files: ["gateway/web/src/**/*.{ts,tsx}"],
    ...reactHooks.configs.flat.recommended,
  },
  {
    files: [
      "{chaincode,gateway,gateway/web}/src/**/*.{ts,tsx}",
      "chaincode/domain/**/*.ts",
      "network/embedded/**/*.ts",
    ],
    rules: { "no-console": "error" },
  },
  {
    // Its inner loops index arrays whose bounds they have just checked.
    files: ["network/embedded/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: tests,
    rules: {
      complexity: "off",
      "max-lines-per-function": "off",
      "no-restricted-globals": "off",
      "no-restricted-properties": "off",
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/explicit-module-boundary-types": "off",
    },
  },
  { files: ["*.mjs", "**/*.config.ts"], rules: { "no-restricted-syntax": "off" } },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      parserOptions: { projectService: false, program: null },
      globals: {
        process: "readonly",
        performance: "readonly",
        module: "writable",
        require: "readonly",
        console: "readonly",
        setInterval: "readonly",
        clearInterval: "readonly",
      },
    },
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      "@typescript-eslint/explicit-module-boundary-types": "off",
    },
  },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  prettier,
);
