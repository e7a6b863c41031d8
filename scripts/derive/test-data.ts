// SPDX-License-Identifier: Apache-2.0
import { readSource, readSourceBytes, writeProjectFile } from "./files.js";

/** Declarations that the demonstration and the parser's tests read, unchanged, by their path in the source. */
const DECLARATIONS = [
  ["TT_EX001a", "TT_EX001a.xml"],
  ["TT_EX002a", "TT_EX002a.xml"],
  ["TT_EX004a", "TT_EX004a.xml"],
  ["TT_EX005a", "TT_EX005a.xml"],
  ["TT_EX006a", "TT_EX006a.xml"],
  ["TT_EX007a", "TT_EX007a.xml"],
  ["TT_EX009a", "TT_EX009a.xml"],
  ["TT_EX009a", "Step5_TT_EX009a_Amendment.xml"],
  ["TT_EX011a", "TT_EX011a.xml"],
  ["TT_EX020a", "TT_EX020a_(Step1).xml"],
  ["TT_EX026a", "TT_EX026a.xml"],
  ["TT_EX033a", "TT_EX033a.xml"],
  ["TT_EX037a", "TT_EX037a.xml"],
  ["TT_EX039a", "TT_EX039a.xml"],
  ["TT_EX039a", "Movement_Messages", "EAL.xml"],
] as const;

const JCS_CASES = ["arrays", "french", "structures", "unicode", "values", "weird"] as const;

/** Copies declarations and official vectors into test/data. */
export function deriveTestData(sources: string): readonly string[] {
  return [...copyDeclarations(sources), ...copyCanonicalJsonVectors(sources), writeTypedDataVector(sources)];
}

function copyDeclarations(sources: string): readonly string[] {
  return DECLARATIONS.map((segments) => {
    const name = (segments.at(-1) ?? "").replace(/[()]/g, "");
    const target = name.startsWith("TT_") || name.startsWith("Step") ? name : `${segments[0]}_${name}`;
    const bytes = readSourceBytes(sources, "hmrc-export-declarations", ...segments);
    return writeProjectFile(`test/data/hmrc-declarations/${target}`, bytes);
  });
}

function copyCanonicalJsonVectors(sources: string): readonly string[] {
  return JCS_CASES.flatMap((name) =>
    (["input", "output"] as const).map((side) =>
      writeProjectFile(
        `test/data/jcs-rfc8785/${side}/${name}.json`,
        readSourceBytes(sources, "jcs-rfc8785", side, `${name}.json`),
      ),
    ),
  );
}

/** The worked example of EIP-712: the typed data, the account that signs it and the signature. */
function writeTypedDataVector(sources: string): string {
  const text = readSource(sources, "eip712", "eip", "EIPS", "eip-712.md");
  const request = /--data '(\{"jsonrpc".*\})'/.exec(text)?.[1];
  const signature = /"result": "(0x[0-9a-f]{130})"/.exec(text)?.[1];
  if (request === undefined || signature === undefined)
    throw new Error("The EIP's worked example is not where it was.");
  const [account, typedData] = (JSON.parse(request) as { readonly params: readonly [string, unknown] }).params;
  const vector = { account, typedData, signature };
  return writeProjectFile("test/data/eip712/mail.json", `${JSON.stringify(vector, null, 2)}\n`);
}
