// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import type { Stack } from "./stack.js";

/** One screen for the person who started it: what runs, where, and three things to try. */
export function describeStack(stack: Stack): string {
  const { consortium, gatewayUrl } = stack;
  const portFor = new Map(stack.ports.map(({ port, purpose }) => [purpose, port]));
  const members = consortium.organisations.map(({ name, mspId, domain, peers }) => {
    const peer = peers[0] === undefined ? "" : portFor.get(`${peers[0].name}.${domain}`);
    return `  ${name.padEnd(16)} peer ${peer}, chaincode ${portFor.get(`chaincode of ${mspId}`)}`;
  });
  return [
    "",
    "Licet is running on the embedded network: for evaluation, development, tests and a pilot with one operator.",
    "",
    `  Gateway          ${gatewayUrl}  (interface: ${gatewayUrl}/docs)`,
    ...members,
    `  Ledger           channel ${consortium.channel}, ${stack.height} block${stack.height === 1n ? "" : "s"}`,
    `  Profiles         ${relative(stack.profilesFolder)}`,
    `  Logs             ${relative(stack.logFolder)}`,
    "",
    "Three things to try, each in a second terminal:",
    "  1. npm run demo                 the demonstration case, step by step, with what must fail",
    `  2. open ${gatewayUrl}/docs    ask the gateway yourself`,
    "  3. npm run network -- status    what the ledger holds",
    "",
    "Ctrl-C stops everything; the next start keeps the data; npm run reset throws it away.",
    "",
    "",
  ].join("\n");
}

function relative(folder: string): string {
  const shorter = path.relative(process.cwd(), folder);
  return shorter.startsWith("..") ? folder : shorter;
}
