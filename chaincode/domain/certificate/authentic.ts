// SPDX-License-Identifier: Apache-2.0
import type { AuthenticityRule, Beside } from "../shared/authenticity";
import { bindingOf, certificateProblem } from "./coherence";
import type { CertificateCore, CertificateStanding } from "./schemas";

/**
 * A certificate is its issuing state's own, has the standing that its own status allows, and is bound as the exporting state has agreed,
 * content hash and validity included.
 */
export const certificateRecordProblem: AuthenticityRule<CertificateCore> = async (core, { id, owner }, beside) => {
  const standing = (await beside.record("certificate-standing", id)) as unknown as CertificateStanding | undefined;
  return certificateProblem(core, standing, beside.members.stateOf(owner)) ?? (await bindingProblem(core, beside));
};

async function bindingProblem(core: CertificateCore, beside: Beside): Promise<string | undefined> {
  const binding = bindingOf(core);
  if (binding === undefined) return undefined;
  const { exporting, key, hash } = binding;
  if ((await beside.hash(exporting, key)) === hash) return undefined;
  return `is not bound to ${core.boundTo ?? ""} as ${exporting} agreed`;
}
