// SPDX-License-Identifier: Apache-2.0
import type { Server } from "@grpc/grpc-js";
import { deliver } from "./deliver/deliver.js";
import { blocksWithPrivateData, type BlockFormat, wholeBlocks } from "./deliver/responses.js";
import type { Discovery } from "./discovery/discovery.js";
import type { PeerNetwork, PeerNode } from "../endorser/peer.js";
import { encodeProposalResponse } from "../endorser/response.js";
import { chaincodeEvents } from "./gateway/chaincode-events.js";
import type { Gateway } from "./gateway/gateway.js";
import { addService, type Conversation } from "./grpc/service.js";

export interface PeerServices {
  readonly network: PeerNetwork;
  readonly node: PeerNode;
  readonly gateway: Gateway;
  readonly discovery: Discovery;
  readonly filtered: BlockFormat;
}

/** Adds the services of one peer: endorser, gateway, deliver, discovery. */
export function addPeerServices(server: Server, { network, node, gateway, discovery, filtered }: PeerServices): void {
  const { channel, access } = network;
  addService(server, "protos.Endorser", {
    unary: {
      ProcessProposal: async (request) => encodeProposalResponse(await node.endorser.process(request)),
    },
  });
  addService(server, "gateway.Gateway", {
    unary: {
      Evaluate: (request) => gateway.evaluate(request),
      Endorse: (request) => gateway.endorse(request),
      Submit: (request) => gateway.submit(request),
      CommitStatus: (request, signal) => gateway.commitStatus(request, signal),
    },
    streaming: {
      ChaincodeEvents: (request, send, signal) => chaincodeEvents(network, request, send, signal),
    },
  });
  const delivery = (format: BlockFormat, resource: string): Conversation => {
    const options = { channel, access, resource, format };
    return (envelope, send, signal) => deliver(options, envelope, send, signal);
  };
  addService(server, "protos.Deliver", {
    conversations: {
      Deliver: delivery(wholeBlocks, "event/Block"),
      DeliverFiltered: delivery(filtered, "event/FilteredBlock"),
      DeliverWithPrivateData: delivery(blocksWithPrivateData(channel.ledger, node.mspId), "event/Block"),
    },
  });
  addService(server, "discovery.Discovery", {
    unary: { Discover: (request) => discovery.discover(request) },
  });
}
