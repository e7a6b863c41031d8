// SPDX-License-Identifier: Apache-2.0
import { parseConsortium, type Consortium } from "./description/consortium.js";

/** Two organisations with a peer each, named and numbered as in Fabric's samples. */
const SAMPLE = `name: sample
channel: mychannel
organisations:
  - name: Org1
    mspId: Org1MSP
    domain: org1.example.com
    peers: [{ name: peer0, port: 7051 }]
    users: [{ name: Admin, admin: true }, { name: User1 }]
  - name: Org2
    mspId: Org2MSP
    domain: org2.example.com
    peers: [{ name: peer0, port: 9051 }]
    users: [{ name: Admin, admin: true }, { name: User1 }]
orderer:
  name: Orderer
  mspId: OrdererMSP
  domain: example.com
  orderers: [{ name: orderer, port: 7050 }]
`;

/**
 * The network of those who describe none: channel `mychannel` of two organisations, with the chaincodes named. Any one
 * peer endorses, so that a chaincode answers as soon as it runs once.
 */
export function sampleConsortium(chaincodes: readonly { readonly name: string }[]): Consortium {
  const names = [...new Set(chaincodes.map(({ name }) => name))];
  const entries = names.map((name) => ({
    name,
    version: "1.0",
    sequence: 1,
    endorsementPolicy: "OR('Org1MSP.peer', 'Org2MSP.peer')",
  }));
  return parseConsortium(`${SAMPLE}chaincodes: ${JSON.stringify(entries)}\n`, "the sample network");
}
