// SPDX-License-Identifier: Apache-2.0
import { stringify } from "yaml";

/** Generated files: their text by their path within the output folder. */
export type GeneratedFiles = Readonly<Record<string, string | Buffer>>;

const NOTICE = "# Generated from the consortium file by npm run network -- generate; changes here are lost.\n";

/** A YAML file with one or several documents, quoted so that readers of YAML 1.1 take text for text too. */
export function yamlFile(...documents: readonly unknown[]): string {
  const texts = documents.map((document) =>
    stringify(document, { version: "1.1", aliasDuplicateObjects: false, lineWidth: 0 }),
  );
  return NOTICE + texts.join("---\n");
}

/** Puts files into a folder. */
export function inFolder(folder: string, files: GeneratedFiles): GeneratedFiles {
  return Object.fromEntries(Object.entries(files).map(([file, content]) => [`${folder}/${file}`, content]));
}
