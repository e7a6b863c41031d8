// SPDX-License-Identifier: Apache-2.0
import { networkInterfaces } from "node:os";
import { describe, expect, it } from "vitest";
import { isPublic, mayConnect } from "./addresses.js";

const NOTHING = { names: [], networks: [] };

/** Addresses of the inside, and of networks that no webhook is on. */
const REFUSED: readonly (readonly [string, string])[] = [
  ["0.0.0.0", "this host"],
  ["0.1.2.3", "this network"],
  ["10.0.0.1", "private"],
  ["10.255.255.255", "private"],
  ["100.64.0.1", "shared by a carrier"],
  ["100.100.100.200", "metadata, on a carrier's network"],
  ["100.127.255.254", "shared by a carrier"],
  ["127.0.0.1", "loopback"],
  ["127.1.2.3", "loopback"],
  ["127.255.255.255", "loopback"],
  ["168.63.129.16", "metadata, on an address that looks public"],
  ["169.254.0.1", "link-local"],
  ["169.254.169.254", "metadata, link-local"],
  ["169.254.170.2", "metadata of containers, link-local"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.0.0.1", "protocol assignments"],
  ["192.0.0.192", "metadata, on protocol assignments"],
  ["192.0.2.1", "documentation"],
  ["192.88.99.1", "6to4 relays"],
  ["192.168.1.1", "private"],
  ["198.18.0.1", "benchmarks"],
  ["198.51.100.7", "documentation"],
  ["203.0.113.9", "documentation"],
  ["224.0.0.1", "multicast"],
  ["239.255.255.250", "multicast"],
  ["240.0.0.1", "reserved"],
  ["255.255.255.255", "broadcast"],
  ["::", "unspecified"],
  ["::1", "loopback"],
  ["::127.0.0.1", "IPv4-compatible"],
  ["::8.8.8.8", "IPv4-compatible"],
  ["::ffff:127.0.0.1", "IPv4-mapped loopback"],
  ["::ffff:10.0.0.1", "IPv4-mapped private"],
  ["::ffff:7f00:1", "IPv4-mapped loopback, in hexadecimal"],
  ["::ffff:8.8.8.8", "IPv4-mapped"],
  ["::ffff:0:127.0.0.1", "IPv4-translated"],
  ["64:ff9b::7f00:1", "NAT64 of loopback"],
  ["64:ff9b::a9fe:a9fe", "NAT64 of metadata"],
  ["64:ff9b:1::a00:1", "local NAT64"],
  ["100::1", "discard"],
  ["2001::1", "Teredo"],
  ["2001:2::1", "benchmarks"],
  ["2001:10::1", "ORCHID"],
  ["2001:20::1", "ORCHIDv2"],
  ["2001:db8::1", "documentation"],
  ["2002:7f00:1::1", "6to4 of loopback"],
  ["2002:a9fe:a9fe::", "6to4 of metadata"],
  ["3fff::1", "documentation"],
  ["fc00::1", "unique local"],
  ["fd00:ec2::254", "metadata, unique local"],
  ["fe80::1", "link-local"],
  ["fec0::1", "site-local"],
  ["ff02::1", "multicast"],
  ["5f00::1", "segment routing"],
  ["4000::1", "not assigned"],
  ["", "no address"],
  ["localhost", "no address"],
  ["8.8.8.8.8", "no address"],
  ["fe80::1%eth0", "of an interface"],
];

const REACHED = [
  "8.8.8.8",
  "1.1.1.1",
  "185.15.59.224",
  "172.32.0.1",
  "100.128.0.1",
  "2606:4700:4700::1111",
  "2a02:ec80:300::1",
];

describe("addresses of webhooks", () => {
  it.each(REFUSED)("%s is refused: %s", (address) => {
    expect(mayConnect(address, NOTHING)).toBe(false);
  });

  it.each(REACHED)("%s is the internet's", (address) => {
    expect(isPublic(address)).toBe(true);
    expect(mayConnect(address, NOTHING)).toBe(true);
  });

  it("are none of this machine's", () => {
    const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    for (const { address } of own) expect(mayConnect(address, NOTHING)).toBe(false);
  });

  it.each([
    ["10.1.2.3", ["10.1.0.0/16"], true],
    ["10.2.2.3", ["10.1.0.0/16"], false],
    ["::ffff:10.1.2.3", ["10.1.0.0/16"], true],
    ["fd12::9", ["fd12::/16"], true],
    ["10.1.2.3", ["fd12::/16"], false],
    ["nothing", ["0.0.0.0/0"], false],
  ])("%s where %j is allowed: %s", (address, networks, may) => {
    expect(mayConnect(address, { names: [], networks })).toBe(may);
  });
});
