// SPDX-License-Identifier: Apache-2.0
import { type AreaManifest, MANIFESTS, SHARING } from "@licet/domain";

/** The chaincode's list of rules, one an area that the domain names: so an area is named once. */
export function areasSource(): string {
  const names = MANIFESTS.filter((manifest: AreaManifest) => manifest !== SHARING).map(({ name }) => name);
  return `// SPDX-License-Identifier: Apache-2.0
// Written by \`npm run docs\` from the manifests that chaincode/domain/areas.ts names.
${names.map((name) => `import { RULES as ${identifier(name)} } from "../areas/${name}/rules";`).join("\n")}
import type { AreaRules } from "../fabric/area-rules";

/** The rules of every area that chaincode/domain/areas.ts names, in its order. */
export const AREA_RULES: readonly AreaRules[] = [${names.map(identifier).join(", ")}];
`;
}

/** An area's name as an identifier: `end-use-certificate` becomes `endUseCertificate`. */
function identifier(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
