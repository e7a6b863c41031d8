// SPDX-License-Identifier: Apache-2.0
import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";

/** Ports that a webhook may have; on allowed hosts, any. */
export const WEBHOOK_PORTS: readonly number[] = [443, 8443];

/** Networks that are refused besides those that the registries of special-purpose addresses list. */
const REFUSED_NETWORKS: readonly string[] = [
  // Azure's metadata and platform services answer on an address that looks public.
  "168.63.129.16/32",
];

/** Of IPv6, addresses are global unicast in this block alone (RFC 4291, 2.4); what embeds IPv4 addresses is refused in it too. */
const GLOBAL_IPV6 = "2000::/3";

/** Hosts that an operator allows although they are on the inside: names, and networks in CIDR. */
export interface AllowedHosts {
  readonly names: readonly string[];
  readonly networks: readonly string[];
}

/** Whether an address may be connected to. An address that is written in no known way may not. */
export function mayConnect(address: string, allowed: AllowedHosts): boolean {
  return isAllowed(address, allowed) || (isPublic(address) && !isOwn(address));
}

/** Whether an operator has allowed the address. */
export function isAllowed(address: string, { networks }: AllowedHosts): boolean {
  return networks.some((network) => isWithin(address, network));
}

/** Whether an address is one of the internet's, and of no network with a special purpose (RFC 6890). */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  if (REFUSED_NETWORKS.some((network) => isWithin(address, network))) return false;
  return parsed.kind() === "ipv4" || isWithin(address, GLOBAL_IPV6);
}

/** Whether the address is this machine's. */
function isOwn(address: string): boolean {
  const wanted = ipaddr.process(address).toNormalizedString();
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .some((own) => ipaddr.isValid(own.address) && ipaddr.process(own.address).toNormalizedString() === wanted);
}

/** Whether an address lies in a network; one that is IPv4 within IPv6 is looked at as IPv4. */
function isWithin(address: string, network: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  const [base, bits] = ipaddr.parseCIDR(network);
  return parsed.kind() === base.kind() && parsed.match([base, bits] as never);
}
