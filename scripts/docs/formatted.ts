// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { format, resolveConfig } from "prettier";

/** A generated file's text, formatted as all files of the project are. */
export async function formatted(root: string, file: string, text: string): Promise<string> {
  const options = await resolveConfig(path.join(root, file));
  return format(text, { ...options, filepath: file });
}
