// SPDX-License-Identifier: Apache-2.0
import type { Contract } from "fabric-contract-api";
import { CatalogueContract } from "./contracts/catalogue-contract";
import { CertificateContract } from "./contracts/certificate-contract";
import { CheckpointContract } from "./contracts/checkpoint-contract";
import { ConsignmentContract } from "./contracts/consignment-contract";
import { CustodyContract } from "./contracts/custody-contract";
import { LicenceContract } from "./contracts/licence-contract";
import { MembersContract } from "./contracts/members-contract";
import { PartyContract } from "./contracts/party-contract";
import { SharingContract } from "./contracts/sharing-contract";
import { setUpShimLogs } from "./fabric/shim-logs";

setUpShimLogs();

/** The contracts of the chaincode, as fabric-chaincode-node loads them. */
export const contracts: (new () => Contract)[] = [
  MembersContract,
  PartyContract,
  LicenceContract,
  CatalogueContract,
  SharingContract,
  CertificateContract,
  ConsignmentContract,
  CustodyContract,
  CheckpointContract,
];
