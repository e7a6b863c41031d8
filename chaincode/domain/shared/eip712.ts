// SPDX-License-Identifier: Apache-2.0
import { keccak256, sha256 } from "ethers/crypto";
import { TypedDataEncoder, type TypedDataField } from "ethers/hash";
import { concat, isHexString, toBeHex, toUtf8Bytes } from "ethers/utils";

/** Name of the chaincode that signatures are bound to. */
export const CHAINCODE_NAME = "licet";

/** EIP-712 domain of one deployment of Licet. */
export interface SigningDomain {
  readonly name: "Licet";
  readonly version: "1";
  /** SHA-256 over `<channel>/<chaincode>`, 0x-prefixed: a signature holds on this ledger and on no other. */
  readonly salt: string;
}

/** A value of a signed message's field: text, 0x-prefixed bytes or an integer. */
export type SignedValue = string | number | bigint;

/** One kind of signed message: its EIP-712 struct, with the encoder built once. */
export interface SigningAct<F extends string = string> {
  readonly primaryType: string;
  readonly types: Readonly<Record<string, TypedDataField[]>>;
  /** EIP-712 hash of the struct, without domain. */
  hashStruct(message: Readonly<Record<F, SignedValue>>): string;
}

/**
 * EIP-712 domain of a channel and chaincode.
 * @example domainFor("licet").salt // "0x…" the same for every signature on the channel
 */
export function domainFor(channel: string, chaincode: string = CHAINCODE_NAME): SigningDomain {
  return { name: "Licet", version: "1", salt: sha256(toUtf8Bytes(`${channel}/${chaincode}`)) };
}

/** Describes a signed message from its fields, in the order in which they are hashed: name to Solidity type. */
export function signingAct<F extends string>(
  primaryType: string,
  fields: Readonly<Record<F, "string" | "bytes32" | "uint64">>,
): SigningAct<F> {
  const types = { [primaryType]: Object.entries<string>(fields).map(([name, type]) => ({ name, type })) };
  const typeHash = hashOfText(TypedDataEncoder.from(types).encodeType(primaryType));
  const names = Object.keys(fields) as F[];
  return {
    primaryType,
    types,
    hashStruct: (message) =>
      keccak256(concat([typeHash, ...names.map((name) => encodedField(fields[name], message[name], name))])),
  };
}

const UINT64_MAX = 2n ** 64n - 1n;

/**
 * A field's 32 bytes within its struct (EIP-712 encodeData).
 * @throws {TypeError} for a value that its type cannot hold.
 */
function encodedField(type: "string" | "bytes32" | "uint64", value: SignedValue, name: string): string {
  if (type === "string" && typeof value === "string") return textHash(value);
  if (type === "bytes32" && isHexString(value, 32)) return value;
  if (type === "uint64" && typeof value !== "string") return encodedUint64(BigInt(value), name);
  throw new TypeError(`${name} is no ${type}`);
}

function encodedUint64(value: bigint, name: string): string {
  if (value >= 0n && value <= UINT64_MAX) return toBeHex(value, 32);
  throw new TypeError(`${name} is no uint64`);
}

/** How many texts' hashes are remembered. */
const TEXT_HASHES_MAX = 4_096;
const textHashes = new Map<string, string>();

/** Hashing texts is most of the work, and parties, places and consignments come back in every message of a transfer. */
function textHash(value: string): string {
  const known = textHashes.get(value);
  if (known !== undefined) return known;
  const hash = hashOfText(value);
  if (textHashes.size >= TEXT_HASHES_MAX) textHashes.clear();
  textHashes.set(value, hash);
  return hash;
}

function hashOfText(value: string): string {
  return keccak256(toUtf8Bytes(value));
}

/** 0x-prefixed form of a commitment or record hash, as `bytes32` fields take it. */
export function bytes32(hash: string): string {
  return `0x${hash}`;
}

/** The digest that is signed: keccak256 over 0x1901, the domain's separator and the struct's hash (EIP-712). */
export function signingDigest<F extends string>(
  domain: SigningDomain,
  act: SigningAct<F>,
  message: Readonly<Record<F, SignedValue>>,
): string {
  return keccak256(concat(["0x1901", separatorOf(domain), act.hashStruct(message)]));
}

/** Fields of the EIP-712 domain. A wallet hashes the domain by this type, and a domain whose type it is not given as an empty one. */
export const DOMAIN_FIELDS: readonly TypedDataField[] = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "salt", type: "bytes32" },
];

/** Typed data as a wallet takes it, all of it plain JSON. */
export interface TypedData {
  readonly domain: SigningDomain;
  /** The domain's type and the message's. Libraries that add the domain's type themselves take the act's own types. */
  readonly types: Readonly<Record<string, readonly TypedDataField[]>>;
  readonly primaryType: string;
  readonly message: Readonly<Record<string, string>>;
}

/**
 * Everything a wallet needs to sign: the argument of `eth_signTypedData_v4`, with integers as decimal strings.
 * @example wallet.request({ method: "eth_signTypedData_v4", params: [address, JSON.stringify(typedDataOf(domain, act, message))] })
 */
export function typedDataOf<F extends string>(
  domain: SigningDomain,
  act: SigningAct<F>,
  message: Readonly<Record<F, SignedValue>>,
): TypedData {
  const values = Object.entries<SignedValue>(message).map(([name, value]) => [name, value.toString()] as const);
  const types = { EIP712Domain: DOMAIN_FIELDS, ...act.types };
  return { domain, types, primaryType: act.primaryType, message: Object.fromEntries(values) };
}

/** How many domains' separators are remembered: a process serves one channel, a test a few. */
const SEPARATORS_MAX = 16;
const separators = new Map<string, string>();

/** Hashing the domain costs as much as hashing a message, and it is the same for all of them. */
function separatorOf(domain: SigningDomain): string {
  const known = separators.get(domain.salt);
  if (known !== undefined) return known;
  const separator = TypedDataEncoder.hashDomain(domain);
  if (separators.size >= SEPARATORS_MAX) separators.clear();
  separators.set(domain.salt, separator);
  return separator;
}
