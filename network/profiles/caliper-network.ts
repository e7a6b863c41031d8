// SPDX-License-Identifier: Apache-2.0
import { join, relative } from "node:path";
import { stringify } from "yaml";
import type { Consortium, Organisation } from "../config/schema.js";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { writeText } from "@licet/embedded-network/crypto/material";
import { profileFileName } from "@licet/embedded-network/profiles/identities";

const FILE = "caliper-network.yaml";

/**
 * Writes the network configuration that Hyperledger Caliper reads, version 2, with every user of every organisation. Its
 * paths count from the network's folder, which is to be Caliper's workspace.
 */
export function writeCaliperNetwork(consortium: Consortium, directory: string, folder: string): void {
  const network = {
    name: consortium.name,
    version: "2.0.0",
    caliper: { blockchain: "fabric" },
    channels: [{ channelName: consortium.channel, contracts: consortium.chaincodes.map(({ name }) => ({ id: name })) }],
    organizations: consortium.organisations.map((organisation) => ({
      mspid: organisation.mspId,
      identities: { certificates: certificatesOf(organisation, directory) },
      connectionProfile: { path: relative(directory, join(folder, profileFileName(organisation))), discover: true },
    })),
  };
  writeText(join(folder, FILE), stringify(network));
}

function certificatesOf(organisation: Organisation, directory: string): object[] {
  const layout = new OrganisationLayout(directory, "peer", organisation.domain);
  return organisation.users.map(({ name, admin }) => {
    const { certificate, key } = layout.user(name);
    return {
      name,
      ...(admin && { admin }),
      clientSignedCert: { path: relative(directory, certificate) },
      clientPrivateKey: { path: relative(directory, key) },
    };
  });
}
