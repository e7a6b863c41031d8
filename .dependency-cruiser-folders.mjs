// SPDX-License-Identifier: Apache-2.0
import boundaries from "./.dependency-cruiser.cjs";

/** Circles of folders, looked for in what is shipped: a test stands beside what it tests and may import from anywhere. */
export default {
  forbidden: [
    {
      name: "no-cycles-of-folders",
      comment: "Folders that need each other are one room with a wall through it.",
      scope: "folder",
      severity: "error",
      from: { path: "^chaincode/(domain|src)/" },
      to: { circular: true },
    },
  ],
  options: { ...boundaries.options, exclude: { path: "\\.test\\.ts$|/testing/|^chaincode/src/attacks/" } },
};
