// SPDX-License-Identifier: Apache-2.0
import type { Organisation } from "./schema.js";

/**
 * With a read-only member, whoever may read may also have a peer evaluate; a transaction still needs the right to write,
 * which the ordering service asks for. Fabric's default asks for it already with the proposal.
 */
export const READ_ONLY_ACLS: Readonly<Record<string, string>> = { "peer/Propose": "/Channel/Application/Readers" };

/** An organisation's policies in the channel's configuration, each as a signature policy's text. */
export type OrganisationPolicies = Readonly<Record<"Readers" | "Writers" | "Admins" | "Endorsement", string>>;

/**
 * What an organisation of the channel may do. One with read-only access reads everything and keeps its own peer's
 * chaincode approved, which its administrator does; its clients evaluate and submit nothing, and it has no vote on the
 * channel.
 */
export function organisationPolicies(organisation: Pick<Organisation, "mspId" | "access">): OrganisationPolicies {
  const { mspId } = organisation;
  const readOnly = organisation.access === "read-only";
  return {
    Readers: `OR('${mspId}.admin', '${mspId}.peer', '${mspId}.client')`,
    Writers: readOnly ? `OR('${mspId}.admin')` : `OR('${mspId}.admin', '${mspId}.client')`,
    // Two of one is the form in which Fabric's policy language says "never".
    Admins: readOnly ? `OutOf(2, '${mspId}.admin')` : `OR('${mspId}.admin')`,
    Endorsement: `OR('${mspId}.peer')`,
  };
}
