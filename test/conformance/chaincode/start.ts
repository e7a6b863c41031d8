// SPDX-License-Identifier: Apache-2.0
// Serves the conformance chaincode. CHAINCODE_SERVER_ADDRESS is host:port, CHAINCODE_ID the package id (or the name, on
// the embedded network), CORE_PEER_LOCALMSPID the organisation whose peer connects.
import { readFileSync } from "node:fs";
import shim from "fabric-shim";
import { ConformanceChaincode } from "./conformance-chaincode.js";

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    process.stderr.write(
      `${name} is not set. Give CHAINCODE_SERVER_ADDRESS=host:port and CHAINCODE_ID=<package id>.\n`,
    );
    process.exit(2);
  }
  return value;
}

/** The files that are named for mutual TLS; undefined on the embedded network, which dials without TLS. */
function tlsProps(): Record<"key" | "cert" | "clientCACerts", Buffer> | undefined {
  if (process.env["CHAINCODE_TLS_DISABLED"] !== "false") return undefined;
  return {
    key: readFileSync(required("CHAINCODE_TLS_KEY")),
    cert: readFileSync(required("CHAINCODE_TLS_CERT")),
    clientCACerts: readFileSync(required("CHAINCODE_CLIENT_CA_CERT")),
  };
}

const address = required("CHAINCODE_SERVER_ADDRESS");
const ccid = required("CHAINCODE_ID");
await shim.Shim.server(new ConformanceChaincode(), { address, ccid, tlsProps: tlsProps() } as never).start();
process.stdout.write(`conformance chaincode ${ccid} listens on ${address}\n`);
