// SPDX-License-Identifier: Apache-2.0

/** `npm run network -- VERB`: the network's own verbs; what changes a network with Licet's chaincode on it also settles its members. */
import { runNetwork } from "@licet/network/commands/run";
import { settleAfterChange } from "./lib/members.js";

await runNetwork(process.argv.slice(2), settleAfterChange);
