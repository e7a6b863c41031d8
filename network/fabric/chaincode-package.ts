// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

const BLOCK_BYTES = 512;
const FILE_MODE = "0000644";
const DIAL_TIMEOUT = "10s";

/** A chaincode package as a peer installs it, and the id that the peer gives it. */
export interface ChaincodePackage {
  readonly id: string;
  readonly bytes: Buffer;
}

/** What a peer needs for mutual TLS with its chaincode's process, as PEM. */
export interface ServiceTls {
  /** The authority that issued the process's certificate. */
  readonly rootCertificate: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
}

/**
 * The package of a chaincode that runs as a service: it holds only the address on which the peer finds it and the keys
 * for mutual TLS, so it stays with the organisation. The same label, address and keys always give the same bytes and so
 * the same id.
 */
export function packageService(label: string, address: string, tls: ServiceTls): ChaincodePackage {
  const connection = JSON.stringify({
    address,
    dial_timeout: DIAL_TIMEOUT,
    tls_required: true,
    client_auth_required: true,
    root_cert: tls.rootCertificate,
    client_cert: tls.clientCertificate,
    client_key: tls.clientKey,
  });
  const code = gzipSync(tar([{ name: "connection.json", content: Buffer.from(connection) }]));
  const metadata = Buffer.from(JSON.stringify({ type: "ccaas", label }));
  const bytes = gzipSync(
    tar([
      { name: "metadata.json", content: metadata },
      { name: "code.tar.gz", content: code },
    ]),
  );
  return { id: `${label}:${createHash("sha256").update(bytes).digest("hex")}`, bytes };
}

/** A POSIX (ustar) archive of regular files with fixed times and owners. */
export function tar(files: readonly { readonly name: string; readonly content: Buffer }[]): Buffer {
  const parts = files.flatMap(({ name, content }) => [
    tarHeader(name, content.length),
    content,
    Buffer.alloc((BLOCK_BYTES - (content.length % BLOCK_BYTES)) % BLOCK_BYTES),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK_BYTES)]);
}

/** Fields and offsets of POSIX.1-1988, section 10.1.1. */
function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK_BYTES);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, "0")}\0`;
  header.write(name, 0);
  header.write(`${FILE_MODE}\0`, 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(size, 12), 124);
  header.write(octal(0, 12), 136);
  header.write(" ".repeat(8), 148);
  header.write("0", 156);
  header.write("ustar\0" + "00", 257);
  const checksum = header.reduce((sum, byte) => sum + byte, 0);
  header.write(`${checksum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}
