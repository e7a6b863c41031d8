// SPDX-License-Identifier: Apache-2.0
import { type AreaManifest, MANIFESTS, SHARING } from "@licet/domain";

/** The chaincode's list of rules, one an area that the domain names: so an area is named once. */
export function areasSource(): string {
  const areas: readonly AreaManifest[] = MANIFESTS.filter((manifest: AreaManifest) => manifest !== SHARING);
  const folders = areas.map(({ name, folder = name }) => folder);
  return `// SPDX-License-Identifier: Apache-2.0
// Written by \`npm run docs\` from the manifests that chaincode/domain/areas.ts names.
${folders.map((folder) => `import { RULES as ${identifier(folder)} } from "../areas/${folder}/rules";`).join("\n")}
import type { AreaRules } from "../fabric/area-rules";

/** The rules of every area that chaincode/domain/areas.ts names, in its order. */
export const AREA_RULES: readonly AreaRules[] = [${folders.map(identifier).join(", ")}];
`;
}

/** A folder's name as an identifier: `end-use-certificate` becomes `endUseCertificate`. */
function identifier(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
